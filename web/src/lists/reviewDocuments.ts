import { graphql } from "../generated/gql.ts";

export const publishingChoicesDocument = graphql(`
  query PublishingChoices($ownerId: ID, $allianceId: ID) {
    publishingChoices(ownerId: $ownerId, allianceId: $allianceId) {
      circles {
        visibility
        name
      }
      usual
      reviewed
      reviewingAlliance
    }
  }
`);

export const approveEntriesDocument = graphql(`
  mutation ApproveEntries($input: StepEntriesInput!) {
    outcome: approveEntries(input: $input) {
      doneIds
      refused {
        id
        title
        reason
      }
    }
  }
`);

export const returnEntriesDocument = graphql(`
  mutation ReturnEntries($input: StepEntriesInput!) {
    outcome: returnEntries(input: $input) {
      doneIds
      refused {
        id
        title
        reason
      }
    }
  }
`);

export const withdrawDemandsDocument = graphql(`
  mutation WithdrawDemands($input: StepEntriesInput!) {
    outcome: withdrawDemands(input: $input) {
      doneIds
      refused {
        id
        title
        reason
      }
    }
  }
`);

export const withdrawOffersDocument = graphql(`
  mutation WithdrawOffers($input: StepEntriesInput!) {
    outcome: withdrawOffers(input: $input) {
      doneIds
      refused {
        id
        title
        reason
      }
    }
  }
`);

export const waitingDocument = graphql(`
  query WaitingEntries($state: EntryState!) {
    demands(filter: { states: [$state] }, first: 1) {
      totalCount
      exampleCount
    }
    resources: offers(filter: { states: [$state], kind: resource }, first: 1) {
      totalCount
      exampleCount
    }
    projects: offers(filter: { states: [$state], kind: project }, first: 1) {
      totalCount
      exampleCount
    }
  }
`);

export const reviewSettingsDocument = graphql(`
  query ReviewSettings {
    alliances {
      id
      name
      kind
      reviewsEntries
      reviewVersion
      mayConfigureLists
    }
  }
`);

export const setAllianceReviewDocument = graphql(`
  mutation SetAllianceReview($input: SetAllianceReviewInput!) {
    setAllianceReview(input: $input) {
      alliance {
        id
        reviewsEntries
        reviewVersion
      }
    }
  }
`);

export const listKindsDocument = graphql(`
  query ListKinds {
    listKinds {
      list
      name
      description
      owners
      enabled
      columns
      version
    }
  }
`);

export const setListKindDocument = graphql(`
  mutation SetListKind($input: SetListKindInput!) {
    setListKind(input: $input) {
      listKind {
        list
        version
      }
    }
  }
`);
