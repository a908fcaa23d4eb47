import { graphql } from "../generated/gql.ts";

export const pairFields = graphql(`
  fragment MergeSideFields on MergeSide {
    id
    name
    organization
    aliases
    version
    example
    fields {
      field
      value
    }
    holds {
      what
      count
    }
  }
`);

export const duplicatesDocument = graphql(`
  query DuplicatePairs($organizations: Boolean!, $after: String) {
    duplicatePairs(organizations: $organizations, first: 20, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        reasons
        left {
          ...MergeSideFields
        }
        right {
          ...MergeSideFields
        }
      }
    }
  }
`);

export const pairDocument = graphql(`
  query MergePair($a: ID!, $b: ID!) {
    mergePair(aId: $a, bId: $b) {
      id
      reasons
      left {
        ...MergeSideFields
      }
      right {
        ...MergeSideFields
      }
    }
  }
`);

export const firstDocument = graphql(`
  query MergeFirst($id: ID!) {
    node(id: $id) {
      __typename
      ... on Enterprise {
        id
        name
      }
      ... on PartyOrganization {
        id
        name
      }
    }
  }
`);

export const mergesDocument = graphql(`
  query EntryMerges($after: String) {
    entryMerges(first: 20, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        at
        byName
        keptId
        keptName
        removedName
        moved
        undoneAt
        undoneBy
      }
    }
  }
`);

export const distinctDocument = graphql(`
  query DistinctPairs($after: String) {
    distinctPairs(first: 20, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        at
        byName
        left {
          id
          name
        }
        right {
          id
          name
        }
      }
    }
  }
`);

export const mergeDocument = graphql(`
  mutation MergeEntries($input: MergeEntriesInput!) {
    mergeEntries(input: $input) {
      mergeId
      keptId
    }
  }
`);

export const undoMergeDocument = graphql(`
  mutation UndoMerge($input: UndoMergeInput!) {
    undoMerge(input: $input) {
      keptId
      removedId
      stay
    }
  }
`);

export const tellApartDocument = graphql(`
  mutation TellApart($input: TellApartInput!) {
    tellApart(input: $input) {
      distinct
    }
  }
`);
