import { graphql } from "../generated/gql.ts";

graphql(`
  fragment BarFields on DoNotMatch {
    id
    kind
    reason
    askedBy {
      ...EntryOwner
    }
    other {
      ...EntryOwner
    }
    since
    until
    standing
    byName
    lifted {
      at
      byName
      reason
    }
    version
    example
  }
`);

export const barsDocument = graphql(`
  query DoNotMatches($standing: Boolean!, $after: String) {
    doNotMatches(standing: $standing, first: 50, after: $after) {
      totalCount
      exampleCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        ...BarFields
      }
    }
  }
`);

export const barOwnersDocument = graphql(`
  mutation BarOwners($input: BarOwnersInput!) {
    barOwners(input: $input) {
      doNotMatch {
        ...BarFields
      }
    }
  }
`);

export const liftBarDocument = graphql(`
  mutation LiftBar($input: LiftBarInput!) {
    liftBar(input: $input) {
      doNotMatch {
        ...BarFields
      }
    }
  }
`);
