import { graphql } from "../generated/gql.ts";

graphql(`
  fragment MembershipCard on MembershipCase {
    id
    kind
    state
    proposed
    openedOn
    decidedOn
    example
    version
    alliance {
      id
      name
      shortName
    }
    member {
      ...EntryOwner
    }
    tally {
      eligible
      present
      yes
      no
      abstain
      presentNeeded
      yesNeeded
      outcome
    }
  }
`);

graphql(`
  fragment MembershipColumn on MembershipCaseConnection {
    totalCount
    exampleCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      ...MembershipCard
    }
  }
`);

export const boardColumnDocument = graphql(`
  query MembershipBoard($state: MembershipCaseState!, $allianceId: ID, $after: String) {
    membershipCases(states: [$state], allianceId: $allianceId, first: 20, after: $after) {
      ...MembershipColumn
    }
  }
`);

export const caseDocument = graphql(`
  query MembershipCase($id: ID!) {
    membershipCase(id: $id) {
      ...MembershipCard
      statement
      meeting
      round
      mayDecide
      rule {
        threshold
        quorum
      }
      openMatters {
        kind
        id
        title
      }
      steps {
        step
        reasonNeeded
      }
      events {
        at
        byName
        from
        to
        reason
      }
    }
  }
`);

export const rosterDocument = graphql(`
  query MembershipRoster($id: ID!, $after: String) {
    membershipCase(id: $id) {
      id
      roster(first: 50, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          id
          name
          choice
          byName
          mayVote
        }
      }
    }
  }
`);

export const rulesDocument = graphql(`
  query MembershipRules {
    alliances {
      id
      name
      shortName
      kind
      parent {
        id
        name
      }
      registration {
        registeredOn
        registrationNumber
        registeredWith
        version
      }
      mayConfigureLists
      decisionVersion
      decisionRule {
        threshold
        quorum
      }
    }
    chains {
      id
      name
    }
  }
`);

export const saveAllianceDocument = graphql(`
  mutation SaveAlliance($input: SaveAllianceInput!) {
    saveAlliance(input: $input) {
      placeId
    }
  }
`);

export const openCaseDocument = graphql(`
  mutation OpenMembershipCase($input: OpenMembershipCaseInput!) {
    openMembershipCase(input: $input) {
      case {
        id
      }
    }
  }
`);

export const moveCaseDocument = graphql(`
  mutation MoveMembershipCase($input: MoveMembershipCaseInput!) {
    moveMembershipCase(input: $input) {
      case {
        id
        version
      }
    }
  }
`);

export const voteDocument = graphql(`
  mutation VoteOnMembership($input: VoteOnMembershipInput!) {
    voteOnMembership(input: $input) {
      case {
        id
        version
      }
    }
  }
`);

export const decideDocument = graphql(`
  mutation DecideMembership($input: DecideMembershipInput!) {
    decideMembership(input: $input) {
      case {
        id
        state
        version
      }
    }
  }
`);

export const setRuleDocument = graphql(`
  mutation SetDecisionRule($input: SetDecisionRuleInput!) {
    setDecisionRule(input: $input) {
      alliance {
        id
        decisionVersion
      }
    }
  }
`);
