import { graphql } from "../generated/gql.ts";

export const todayDocument = graphql(`
  query Today {
    today(perKind: 8) {
      kind
      move
      totalCount
      exampleCount
      failed
      items {
        id
        title
        about
        since
        dueOn
        path
        example
        stuck
      }
    }
  }
`);
