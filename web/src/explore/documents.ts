import { graphql } from "../generated/gql.ts";

graphql(`
  fragment DrawnNode on GraphNode {
    id
    kind
    name
    shortName
    variant
    example
  }
`);

graphql(`
  fragment DrawnGraph on Subgraph {
    omitted
    nodes {
      ...DrawnNode
    }
    edges {
      id
      type
      source
      target
      label
      since
      until
    }
  }
`);

export const hubsDocument = graphql(`
  query Hubs {
    allianceCount(kind: hub)
    alliances(kind: hub) {
      id
      name
      shortName
      memberCount
      exampleMemberCount
    }
  }
`);

export const allianceGraphDocument = graphql(`
  query AllianceGraph($hubId: ID!) {
    allianceGraph(hubId: $hubId) {
      ...DrawnGraph
    }
    chains {
      id
      name
      alliances {
        id
      }
      positions {
        id
        name
        stage
        order
        feeds {
          id
        }
      }
    }
  }
`);

export const linksDocument = graphql(`
  query Links($id: ID!, $first: Int!) {
    neighbourhood(id: $id, depth: 1, first: $first) {
      ...DrawnGraph
    }
    neighbourCounts(id: $id) {
      type
      direction
      kind
      count
      exampleCount
    }
  }
`);

export const searchDocument = graphql(`
  query Search($text: String!, $kinds: [NodeKind!], $first: Int) {
    search(text: $text, kinds: $kinds, first: $first) {
      matchedOn
      excerpt
      node {
        ...DrawnNode
      }
    }
  }
`);

export const factsDocument = graphql(`
  query Facts($id: ID!) {
    node(id: $id) {
      __typename
      id
      ... on Alliance {
        allianceKind: kind
        registeredOn
        memberOrganizations: memberCount
        exampleMemberCount
        roles {
          chainLead {
            id
            title
            name
            since
          }
          stationedInstructor {
            id
            title
            name
            since
          }
          dutyOrganization {
            id
            name
          }
          dutySince
          dutyUntil
        }
        programme {
          id
          name
        }
        source {
          title
          url
          licence
        }
      }
      ... on PartyOrganization {
        organizationKind: kind
        founded
        partyMembers: memberCount
        source {
          title
          url
          licence
        }
      }
      ... on Enterprise {
        creditCode
        scale
        tags
        employees
        coverMode
        occupations {
          role
          since
          position {
            id
            name
            stage
          }
        }
        source {
          title
          url
          licence
        }
      }
      ... on IndustryChain {
        code
        source {
          title
          url
          licence
        }
      }
      ... on ChainPosition {
        stage
        chain {
          id
          name
        }
        enterprises(first: 1) {
          totalCount
          exampleCount
        }
        source {
          title
          url
          licence
        }
      }
      ... on Product {
        broader {
          id
          name
          example
        }
        source {
          title
          url
          licence
        }
      }
      ... on Programme {
        place
        summary
        source {
          title
          url
          licence
        }
      }
      ... on Demand {
        text
        state
        neededFrom
        neededBy
        quantity
        unit
      }
      ... on Offer {
        text
        state
        capacity
        remaining
        unit
        availableFrom
        availableUntil
      }
      ... on Category {
        offerCount
        exampleOfferCount
        source {
          title
          url
          licence
        }
      }
    }
  }
`);

/** What an id stands for by now. */
export const movedDocument = graphql(`
  query Moved($id: ID!) {
    node(id: $id) {
      id
    }
  }
`);
