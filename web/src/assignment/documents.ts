import { graphql } from "../generated/gql.ts";

graphql(`
  fragment PlanFacts on AssignmentPlan {
    id
    state
    failure
    degraded
    createdAt
    text
    categoryId
    allianceId
    providersPerNeed
    fairness
    mostPerProvider
    fairShare
    needCount
    done
    filledCount
    pairCount
    gaps {
      reason
      count
    }
    objective
    greedyObjective
    bound
    proven
    tookMs
  }
`);

export const plansDocument = graphql(`
  query Plans {
    plans {
      ...PlanFacts
    }
  }
`);

export const planDocument = graphql(`
  query Plan($id: ID!) {
    plan(id: $id) {
      ...PlanFacts
    }
  }
`);

export const planPairsDocument = graphql(`
  query PlanPairs($id: ID!, $first: Int, $after: Int) {
    plan(id: $id) {
      id
      pairs(first: $first, after: $after) {
        next
        nodes {
          id
          score
          share
          amount
          state
          mayDecide
          deciding {
            name
            evidence
          }
          demand {
            ...DemandRow
          }
          offer {
            ...OfferRow
          }
        }
      }
    }
  }
`);

export const planGapsDocument = graphql(`
  query PlanGaps($id: ID!, $reason: UnfilledReason, $first: Int, $after: Int) {
    plan(id: $id) {
      id
      unfilled(reason: $reason, first: $first, after: $after) {
        next
        nodes {
          reason
          share
          candidates
          capacity
          window
          rule
          demand {
            ...DemandRow
          }
        }
      }
    }
  }
`);

export const startPlanDocument = graphql(`
  mutation StartPlan($input: StartPlanInput!) {
    startPlan(input: $input) {
      plan {
        id
      }
    }
  }
`);

export const cancelPlanDocument = graphql(`
  mutation CancelPlan($input: CancelPlanInput!) {
    cancelPlan(input: $input) {
      plan {
        id
        state
      }
    }
  }
`);

export const acceptPlanPairsDocument = graphql(`
  mutation AcceptPlanPairs($input: AcceptPlanPairsInput!) {
    acceptPlanPairs(input: $input) {
      pairs {
        id
        state
        problem
      }
    }
  }
`);
