import { graphql } from "../generated/gql.ts";

export const demandDocument = graphql(`
  query Demand($id: ID!) {
    demand(id: $id) {
      ...DemandEntry
    }
  }
`);

export const offerDocument = graphql(`
  query Offer($id: ID!) {
    offer(id: $id) {
      ...OfferEntry
    }
  }
`);

export const withdrawDemandDocument = graphql(`
  mutation WithdrawDemand($input: WithdrawEntryInput!) {
    withdrawDemand(input: $input) {
      demand {
        ...DemandRow
      }
    }
  }
`);

export const republishDemandDocument = graphql(`
  mutation RepublishDemand($input: WithdrawEntryInput!) {
    republishDemand(input: $input) {
      demand {
        ...DemandRow
      }
    }
  }
`);

export const withdrawOfferDocument = graphql(`
  mutation WithdrawOffer($input: WithdrawEntryInput!) {
    withdrawOffer(input: $input) {
      offer {
        ...OfferRow
      }
    }
  }
`);

export const republishOfferDocument = graphql(`
  mutation RepublishOffer($input: WithdrawEntryInput!) {
    republishOffer(input: $input) {
      offer {
        ...OfferRow
      }
    }
  }
`);
