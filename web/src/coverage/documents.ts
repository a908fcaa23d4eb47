import { graphql } from "../generated/gql.ts";

graphql(`
  fragment CoverageCounts on CoverageFigures {
    firms
    covered
    due
    instructor
    unknown
    exempt
    exampleCount
  }
`);

export const coverageDocument = graphql(`
  query Coverage($placeId: ID) {
    coverage(placeId: $placeId) {
      ...CoverageCounts
    }
    coverageTrend(placeId: $placeId, months: 12) {
      on
      firms
      covered
    }
  }
`);

export const coveragePlacesDocument = graphql(`
  query CoveragePlaces($kind: CoveragePlaceKind!, $after: String) {
    coveragePlaces(kind: $kind, first: 20, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        name
        example
        figures {
          ...CoverageCounts
        }
      }
    }
  }
`);

export const coverageFirmsDocument = graphql(`
  query CoverageFirms($placeId: ID, $state: CoverageState, $after: String) {
    coverageFirms(placeId: $placeId, state: $state, first: 20, after: $after) {
      totalCount
      exampleCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        enterprise {
          id
          name
          coveredBy {
            id
            name
          }
          mayRegister
        }
        state
        partyMembers
        suggested
        allianceId
        mayPlan
        version
        example
        plan {
          kind
          form
          dueOn
          reason
          by
          at
        }
      }
    }
  }
`);

export const electionsDocument = graphql(`
  query Elections($stage: ElectionStage!, $after: String) {
    elections(stage: $stage, first: 20, after: $after) {
      totalCount
      exampleCount
      stages {
        overdue
        within3
        within6
        later
        missing
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        organization {
          id
          name
          kind
        }
        stage
        lastElectedOn
        dueOn
        example
      }
    }
  }
`);

export const planFormationDocument = graphql(`
  mutation PlanFormation($input: PlanFormationInput!) {
    planFormation(input: $input) {
      enterpriseId
    }
  }
`);
