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
    visibility
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
    visibility
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
    mayReview
    returnReason
    wants {
      id
      name
      example
    }
    sells {
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
    mayReview
    returnReason
    provides {
      id
      name
      example
    }
    buys {
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
    categoryCount
    categories {
      id
      name
      retired
      offerCount
      parent {
        id
        name
      }
    }
    allianceCount
    alliances {
      id
      name
      shortName
    }
  }
`);
