import { graphql } from "../generated/gql.ts";

graphql(`
  fragment ItemCard on DemandItem {
    id
    title
    named
    count
    exampleCount
    pinnedCount
    categoryPinned
    category {
      id
      name
      parent {
        id
        name
      }
    }
    firstNeeds {
      id
      title
      text
      example
    }
  }
`);

graphql(`
  fragment Board on Consolidation {
    allianceId
    allianceName
    mayChange
    ranAt
    needCount
    exampleNeedCount
    freshCount
    exampleFreshCount
    lastChange {
      id
      kind
      summary
    }
    items(first: 180) {
      totalCount
      nodes {
        ...ItemCard
      }
    }
  }
`);

export const boardDocument = graphql(`
  query Consolidation($allianceId: ID!) {
    consolidation(allianceId: $allianceId) {
      ...Board
    }
  }
`);

export const boardAlliancesDocument = graphql(`
  query BoardAlliances {
    allianceCount
    alliances {
      id
      name
      shortName
      kind
    }
  }
`);

export const itemDocument = graphql(`
  query DemandItem($id: ID!, $after: String) {
    demandItem(id: $id) {
      ...ItemCard
      members(first: 100, after: $after) {
        totalCount
        exampleCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          ...DemandRow
        }
      }
    }
  }
`);

export const consolidateDocument = graphql(`
  mutation ConsolidateNeeds($input: ConsolidateNeedsInput!) {
    consolidateNeeds(input: $input) {
      consolidation {
        ...Board
      }
    }
  }
`);

export const moveNeedsDocument = graphql(`
  mutation MoveNeeds($input: MoveNeedsInput!) {
    moveNeeds(input: $input) {
      consolidation {
        ...Board
      }
    }
  }
`);

export const mergeItemsDocument = graphql(`
  mutation MergeItems($input: MergeItemsInput!) {
    mergeItems(input: $input) {
      consolidation {
        ...Board
      }
    }
  }
`);

export const renameItemDocument = graphql(`
  mutation RenameItem($input: RenameItemInput!) {
    renameItem(input: $input) {
      consolidation {
        ...Board
      }
    }
  }
`);

export const fileItemDocument = graphql(`
  mutation FileItem($input: FileItemInput!) {
    fileItem(input: $input) {
      consolidation {
        ...Board
      }
    }
  }
`);

export const undoDocument = graphql(`
  mutation UndoConsolidation($input: UndoConsolidationInput!) {
    undoConsolidation(input: $input) {
      consolidation {
        ...Board
      }
    }
  }
`);
