import { graphql } from "../generated/gql.ts";

export const firmsDocument = graphql(`
  query RegisterFirms($text: String, $allianceId: ID, $after: String) {
    enterprises(filter: { text: $text, allianceId: $allianceId }, first: 50, after: $after) {
      totalCount
      exampleCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        name
        scale
        tags
        example
        coveredBy {
          id
          name
        }
        mayRegister
      }
    }
  }
`);

export const organizationsDocument = graphql(`
  query RegisterOrganizations($text: String, $allianceId: ID, $after: String) {
    organizations(filter: { text: $text, allianceId: $allianceId }, first: 50, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        name
        kind
        memberCount
        example
        secretary {
          name
        }
        covers(first: 1) {
          totalCount
        }
        mayRegister
      }
    }
  }
`);

export const registeredEnterpriseDocument = graphql(`
  query RegisteredEnterprise($id: ID!) {
    registeredEnterprise(id: $id) {
      id
      name
      shortName
      aliases
      creditCode
      scale
      employees
      partyMembers
      tags
      park {
        id
        name
      }
      positions {
        positionId
        name
        role
      }
      version
    }
  }
`);

export const registeredOrganizationDocument = graphql(`
  query RegisteredOrganization($id: ID!) {
    registeredOrganization(id: $id) {
      id
      name
      shortName
      kind
      founded
      termYears
      lastElectedOn
      memberCount
      superior {
        id
        name
      }
      covers {
        enterpriseId
        name
        mode
      }
      secretaries {
        ...PostFields
      }
      version
    }
  }
`);

graphql(`
  fragment PostFields on PostHeld {
    id
    post
    name
    title
    since
    until
    current
  }
`);

export const registeredAllianceDocument = graphql(`
  query RegisteredAlliance($id: ID!) {
    registeredAlliance(id: $id) {
      id
      name
      posts {
        ...PostFields
      }
    }
  }
`);

export const membershipsDocument = graphql(`
  query RegisteredMemberships($id: ID!, $current: Boolean!, $after: String) {
    registeredAlliance(id: $id) {
      memberships(current: $current, first: 50, after: $after) {
        totalCount
        exampleCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          id
          member {
            ...EntryOwner
          }
          observing
          since
          until
          example
        }
      }
    }
  }
`);

export const formChoicesDocument = graphql(`
  query RegisterChoices {
    parks {
      id
      name
    }
    chains {
      id
      name
      positions {
        id
        name
      }
    }
  }
`);

export const mayRegisterDocument = graphql(`
  query MayRegister($id: ID!) {
    node(id: $id) {
      __typename
      id
      ... on Enterprise {
        mayRegister
      }
      ... on PartyOrganization {
        mayRegister
        secretary {
          name
          since
        }
      }
      ... on Alliance {
        mayRegister
      }
    }
  }
`);

export const saveEnterpriseDocument = graphql(`
  mutation SaveEnterprise($input: SaveEnterpriseInput!) {
    saveEnterprise(input: $input) {
      enterprise {
        id
      }
    }
  }
`);

export const saveOrganizationDocument = graphql(`
  mutation SaveOrganization($input: SaveOrganizationInput!) {
    saveOrganization(input: $input) {
      organization {
        id
      }
    }
  }
`);

export const takePostDocument = graphql(`
  mutation TakePost($input: TakePostInput!) {
    takePost(input: $input) {
      placeId
    }
  }
`);

export const endPostDocument = graphql(`
  mutation EndPost($input: EndPostInput!) {
    endPost(input: $input) {
      placeId
    }
  }
`);

export const joinAllianceDocument = graphql(`
  mutation JoinAlliance($input: JoinAllianceInput!) {
    joinAlliance(input: $input) {
      placeId
    }
  }
`);

export const leaveAllianceDocument = graphql(`
  mutation LeaveAlliance($input: LeaveAllianceInput!) {
    leaveAlliance(input: $input) {
      placeId
    }
  }
`);
