import { graphql } from "../generated/gql.ts";

graphql(`
  fragment SupplyPartnerFacts on SupplyPartner {
    way
    partner
    mention
    products {
      id
      name
    }
    enterprise {
      id
      name
      example
    }
  }
`);

export const chainNeedsDocument = graphql(`
  query ChainNeeds($id: ID!) {
    node(id: $id) {
      __typename
      ... on Product {
        id
        canSupply(first: 20) {
          totalCount
          nodes {
            ...SupplyPartnerFacts
          }
        }
        buyers(first: 20) {
          totalCount
          nodes {
            ...SupplyPartnerFacts
          }
        }
        upstream(first: 20) {
          totalCount
          nodes {
            way
            product {
              id
              name
              example
            }
            products {
              id
              name
            }
          }
        }
      }
    }
  }
`);

export const tradePartnersDocument = graphql(`
  query TradePartners($id: ID!, $sought: Boolean!) {
    node(id: $id) {
      __typename
      ... on Product {
        id
        canSupply(first: 4) @include(if: $sought) {
          totalCount
          nodes {
            ...SupplyPartnerFacts
          }
        }
        buyers(first: 4) @skip(if: $sought) {
          totalCount
          nodes {
            ...SupplyPartnerFacts
          }
        }
      }
    }
  }
`);
