import { graphql } from "../generated/gql.ts";

graphql(`
  fragment VersionFacts on WeightVersion {
    id
    version
    createdAt
    serving
    mayServe
    example
    finding
  }
`);

graphql(`
  fragment Measured on MeasuredRanking {
    ndcg10
    low
    high
  }
`);

export const weightsDocument = graphql(`
  query Weights($first: Int, $after: String) {
    weightVersions(first: $first, after: $after) {
      totalCount
      serving
      servingId
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        ...VersionFacts
      }
    }
  }
`);

export const weightVersionDocument = graphql(`
  query WeightVersion($id: ID!) {
    weightVersion(id: $id) {
      ...VersionFacts
      verdict
      comparedWith
      learntGood
      learntBad
      heldGood
      heldBad
      lossBefore
      lossAfter
      orderBefore
      orderAfter
      origin {
        data
        chosenOn
        measuredOn
        needs
        unseen {
          ...Measured
        }
        given {
          ...Measured
        }
        baseline {
          ...Measured
        }
      }
      weights {
        id
        name
        meaning
        unit
        scale
        least
        most
        weight
        frozen
      }
      shifts {
        id
        needKind
        helpKind
        shift
      }
    }
  }
`);

export const learntFeedbackDocument = graphql(`
  query LearntFeedback($id: ID!, $heldBack: Boolean, $good: Boolean, $first: Int, $after: String) {
    learntFeedback(versionId: $id, heldBack: $heldBack, good: $good, first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        heldBack
        good
        because
        importance
        rating
        demand {
          ...DemandRow
        }
        offer {
          ...OfferRow
        }
        project {
          id
          title
        }
      }
    }
  }
`);

export const trainWeightsDocument = graphql(`
  mutation TrainWeights($input: TrainWeightsInput!) {
    trainWeights(input: $input) {
      version {
        id
      }
    }
  }
`);

export const serveWeightsDocument = graphql(`
  mutation ServeWeights($input: ServeWeightsInput!) {
    serveWeights(input: $input) {
      serving
    }
  }
`);
