import { graphql } from "../generated/gql.ts";

export const similarDemandsDocument = graphql(`
  query SimilarDemands($text: String!, $exceptId: ID) {
    similarDemands(text: $text, exceptId: $exceptId, first: 4) {
      ...DemandRow
    }
  }
`);

export const similarOffersDocument = graphql(`
  query SimilarOffers($text: String!, $exceptId: ID) {
    similarOffers(text: $text, exceptId: $exceptId, first: 4) {
      ...OfferRow
    }
  }
`);

export const ownerDocument = graphql(`
  query OwnerAlliances($id: ID!) {
    node(id: $id) {
      __typename
      id
      ... on Enterprise {
        coveredBy {
          memberships {
            alliance {
              id
              kind
            }
          }
        }
      }
      ... on PartyOrganization {
        memberships {
          alliance {
            id
            kind
          }
        }
      }
    }
  }
`);

export const locationDocument = graphql(`
  query LocationOf($id: ID!) {
    locationOf(id: $id) {
      longitude
      latitude
    }
  }
`);

export const pickDocument = graphql(`
  query Pick($text: String!, $kinds: [NodeKind!]) {
    search(text: $text, kinds: $kinds, first: 10) {
      node {
        id
        kind
        name
        variant
        example
      }
    }
  }
`);

export const enterDemandDocument = graphql(`
  mutation EnterDemand($input: EnterDemandInput!) {
    enterDemand(input: $input) {
      demand {
        ...DemandRow
      }
    }
  }
`);

export const editDemandDocument = graphql(`
  mutation EditDemand($input: EditDemandInput!) {
    editDemand(input: $input) {
      demand {
        ...DemandRow
      }
    }
  }
`);

export const enterOfferDocument = graphql(`
  mutation EnterOffer($input: EnterOfferInput!) {
    enterOffer(input: $input) {
      offer {
        ...OfferRow
      }
    }
  }
`);

export const editOfferDocument = graphql(`
  mutation EditOffer($input: EditOfferInput!) {
    editOffer(input: $input) {
      offer {
        ...OfferRow
      }
    }
  }
`);
