import { graphql } from "../generated/gql.ts";

graphql(`
  fragment MatchFields on MatchResult {
    id
    score
    verdict
    weak
    tier
    state
    reason
    declineReason
    mayDecide
    project {
      id
      title
    }
    decisive
    against
    missing
    factors {
      id
      name
      evidence
      value
      contribution
    }
    deciding {
      id
      name
      evidence
      value
      contribution
    }
    path {
      omitted
      nodes {
        id
        kind
        name
        shortName
        variant
        example
      }
      edges {
        id
        type
        source
        target
        label
        since
        until
      }
    }
  }
`);

graphql(`
  fragment MatchListFacts on MatchList {
    considered
    degraded
    excluded {
      rule
      count
    }
  }
`);

export const matchesOfDemandDocument = graphql(`
  query MatchesOfDemand($id: ID!, $first: Int) {
    matchesOfDemand(demandId: $id, first: $first) {
      ...MatchListFacts
      bundle {
        open
        met
        alone
        unit
        parts {
          id
          score
          amount
          state
          mayDecide
          offer {
            ...OfferRow
          }
        }
      }
      results {
        ...MatchFields
        demand {
          id
          mayEdit
          raisedBy {
            ...EntryOwner
          }
        }
        offer {
          ...OfferRow
        }
      }
    }
  }
`);

export const matchesOfOfferDocument = graphql(`
  query MatchesOfOffer($id: ID!, $first: Int) {
    matchesOfOffer(offerId: $id, first: $first) {
      ...MatchListFacts
      results {
        ...MatchFields
        demand {
          ...DemandRow
        }
        offer {
          id
          mayEdit
          offeredBy {
            ...EntryOwner
          }
        }
      }
    }
  }
`);

export const startContactDocument = graphql(`
  mutation StartContact($input: StartContactInput!) {
    startContact(input: $input) {
      demandId
      offerId
      state
      reason
    }
  }
`);

export const agreeMatchDocument = graphql(`
  mutation AgreeMatch($input: AgreeMatchInput!) {
    agreeMatch(input: $input) {
      demandId
      offerId
      state
      reason
    }
  }
`);

export const declineMatchDocument = graphql(`
  mutation DeclineMatch($input: DeclineMatchInput!) {
    declineMatch(input: $input) {
      demandId
      offerId
      state
      reason
    }
  }
`);

export const reopenMatchDocument = graphql(`
  mutation ReopenMatch($input: ReopenMatchInput!) {
    reopenMatch(input: $input) {
      demandId
      offerId
      state
      reason
    }
  }
`);

export const contactRemindersDocument = graphql(`
  query ContactReminders {
    contactReminders(first: 50) {
      days
      totalCount
      exampleCount
      nodes {
        id
        state
        at
        reason
        waitsFor
        demand {
          id
          title
          text
          example
        }
        offer {
          id
          title
          text
          example
        }
      }
    }
  }
`);

export const newEntriesDocument = graphql(`
  subscription NewEntries {
    newEntries(first: 3) {
      demands
      offers
      newest {
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
        matches(first: 3) {
          results {
            id
            weak
          }
        }
      }
    }
  }
`);

export const matchesChangedDocument = graphql(`
  subscription MatchesChanged($demandId: ID, $offerId: ID, $known: [ID!]!, $first: Int!) {
    matchesChanged(demandId: $demandId, offerId: $offerId, known: $known, first: $first) {
      added
      removed
    }
  }
`);
