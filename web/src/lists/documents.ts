import { graphql } from "../generated/gql.ts";

graphql(`
  fragment EntryOwner on Owner {
    __typename
    ... on Enterprise {
      id
      name
    }
    ... on PartyOrganization {
      id
      name
    }
    ... on Department {
      id
      name
    }
  }
`);

graphql(`
  fragment DemandRow on Demand {
    id
    title
    text
    state
    category {
      id
      name
    }
    beneficiary
    quantity
    unit
    neededFrom
    neededBy
    urgency
    raisedBy {
      ...EntryOwner
    }
    alliance {
      id
      name
      shortName
    }
    example
    version
    updatedAt
    source {
      title
      url
      licence
    }
  }
`);

graphql(`
  fragment OfferRow on Offer {
    id
    kind
    title
    text
    state
    category {
      id
      name
    }
    capacity
    remaining
    unit
    availableFrom
    availableUntil
    serviceRadiusKm
    offeredBy {
      ...EntryOwner
    }
    alliance {
      id
      name
      shortName
    }
    example
    version
    updatedAt
    source {
      title
      url
      licence
    }
  }
`);

graphql(`
  fragment DemandEntry on Demand {
    ...DemandRow
    mayEdit
    wants {
      id
      name
      example
    }
    location {
      longitude
      latitude
    }
  }
`);

graphql(`
  fragment OfferEntry on Offer {
    ...OfferRow
    mayEdit
    provides {
      id
      name
      example
    }
    location {
      longitude
      latitude
    }
  }
`);

export const demandsDocument = graphql(`
  query Demands($filter: EntryFilter, $order: EntryOrder, $first: Int, $after: String) {
    demands(filter: $filter, order: $order, first: $first, after: $after) {
      totalCount
      exampleCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        ...DemandRow
      }
    }
  }
`);

export const offersDocument = graphql(`
  query Offers($filter: EntryFilter, $order: EntryOrder, $first: Int, $after: String) {
    offers(filter: $filter, order: $order, first: $first, after: $after) {
      totalCount
      exampleCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        ...OfferRow
      }
    }
  }
`);

export const listCountsDocument = graphql(`
  query ListCounts($states: [EntryState!]) {
    demands(filter: { states: $states }, first: 1) {
      totalCount
      exampleCount
    }
    resources: offers(filter: { states: $states, kind: resource }, first: 1) {
      totalCount
      exampleCount
    }
    projects: offers(filter: { states: $states, kind: project }, first: 1) {
      totalCount
      exampleCount
    }
  }
`);

export const choicesDocument = graphql(`
  query EntryChoices {
    categories {
      id
      name
      offerCount
      parent {
        id
        name
      }
    }
    alliances {
      id
      name
      shortName
    }
  }
`);

export const suggestCategoriesDocument = graphql(`
  query SuggestCategories($text: String!) {
    suggestCategories(text: $text) {
      id
      name
    }
  }
`);

export const endingDocument = graphql(`
  query EndingEntries {
    endingEntries(days: 30, first: 50) {
      totalCount
      exampleCount
      nodes {
        endsOn
        demand {
          id
          title
          text
          example
          version
        }
        offer {
          id
          title
          text
          example
          version
        }
      }
    }
  }
`);

export const prolongDemandDocument = graphql(`
  mutation ProlongDemand($input: ProlongEntryInput!) {
    prolongDemand(input: $input) {
      demand {
        ...DemandRow
      }
    }
  }
`);

export const prolongOfferDocument = graphql(`
  mutation ProlongOffer($input: ProlongEntryInput!) {
    prolongOffer(input: $input) {
      offer {
        ...OfferRow
      }
    }
  }
`);

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
