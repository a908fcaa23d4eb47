import { graphql } from "../generated/gql.ts";

graphql(`
  fragment ExchangedPage on ExchangedConnection {
    totalCount
    exampleCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      demand {
        id
        title
        text
      }
      offer {
        id
        title
        text
      }
      other {
        ...EntryOwner
      }
      state
      amount
      unit
      updatedAt
      project {
        id
        title
        state
        deliveryCount
      }
      example
    }
  }
`);

export const exchangeDocument = graphql(`
  query Exchange($ownerId: ID) {
    exchangeOf(ownerId: $ownerId) {
      owner {
        ...EntryOwner
      }
    }
  }
`);

export const givenDocument = graphql(`
  query Given($ownerId: ID!, $after: String) {
    exchangeOf(ownerId: $ownerId) {
      given(first: 20, after: $after) {
        ...ExchangedPage
      }
    }
  }
`);

export const receivedDocument = graphql(`
  query Received($ownerId: ID!, $after: String) {
    exchangeOf(ownerId: $ownerId) {
      received(first: 20, after: $after) {
        ...ExchangedPage
      }
    }
  }
`);
