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

/** A chain, its positions, and the firms at them. */
export const chainGraphDocument = graphql(`
  query ChainGraph($id: ID!, $first: Int!) {
    chain(id: $id) {
      id
      positions {
        id
        order
      }
    }
    neighbourhood(id: $id, depth: 2, first: $first, types: ["PART_OF_CHAIN", "OCCUPIES", "FEEDS"]) {
      ...DrawnGraph
    }
  }
`);

/** The members of a hub and its alliances, their superiors, and the firms they cover. */
export const organizationsGraphDocument = graphql(`
  query OrganizationsGraph($hubId: ID!, $first: Int!) {
    neighbourhood(
      id: $hubId
      depth: 3
      first: $first
      types: ["PART_OF_ALLIANCE", "MEMBER_OF", "SUBORDINATE_TO", "COVERS"]
    ) {
      ...DrawnGraph
    }
  }
`);

export const matchGraphDocument = graphql(`
  query MatchGraph($demandId: ID!) {
    demand(id: $demandId) {
      id
      title
      text
      example
    }
    matchesOfDemand(demandId: $demandId, first: 12) {
      results {
        id
        offer {
          id
          title
          text
          example
          offerKind: kind
        }
        path {
          ...DrawnGraph
        }
      }
    }
  }
`);

export const exploreGraphDocument = graphql(`
  query ExploreGraph($id: ID!, $depth: Int!, $first: Int!) {
    neighbourhood(id: $id, depth: $depth, first: $first) {
      ...DrawnGraph
    }
  }
`);

/** What the views of a chain and of a match can be about. */
export const chainSubjectsDocument = graphql(`
  query ChainSubjects {
    chainCount
    chains {
      id
      name
      alliances {
        id
      }
    }
  }
`);

export const demandSubjectsDocument = graphql(`
  query DemandSubjects {
    demands(filter: { states: [published] }, first: 50) {
      totalCount
      nodes {
        id
        title
        text
      }
    }
  }
`);

/** The name of what a view is about. */
export const subjectDocument = graphql(`
  query Subject($id: ID!) {
    neighbourhood(id: $id, first: 1) {
      nodes {
        ...DrawnNode
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
