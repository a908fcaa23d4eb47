import { graphql } from "../../generated/gql.ts";

export const auditEventsDocument = graphql(`
  query AuditEvents($filter: AuditFilter, $first: Int, $after: String) {
    auditEvents(filter: $filter, first: $first, after: $after) {
      totalCount
      nodes {
        id
        at
        action
        actorId
        actorName
        targetKind
        targetId
        targetName
        before
        after
        address
        requestId
        seq
        hash
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export const auditHeadDocument = graphql(`
  query AuditHead {
    auditHead {
      seq
      hash
      sealedAt
      waiting
    }
  }
`);

export const auditActorsDocument = graphql(`
  query AuditActors($text: String!) {
    auditActors(text: $text, first: 20) {
      id
      name
    }
  }
`);

export const auditTargetsDocument = graphql(`
  query AuditTargets($text: String!) {
    auditActors(text: $text, first: 10) {
      id
      name
    }
    search(text: $text, kinds: [Demand, Offer], first: 10) {
      node {
        id
        kind
        name
        variant
        example
      }
    }
  }
`);

/** What the ids in an event's values stand for. */
export const namesDocument = graphql(`
  query Names($ids: [ID!]!) {
    nodes(ids: $ids) {
      id
      ... on Alliance {
        name
      }
      ... on PartyOrganization {
        name
      }
      ... on Enterprise {
        name
      }
      ... on Department {
        name
      }
      ... on IndustryChain {
        name
      }
      ... on Demand {
        title
        text
      }
      ... on Offer {
        title
        text
      }
    }
  }
`);
