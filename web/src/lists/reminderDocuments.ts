import { graphql } from "../generated/gql.ts";

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
