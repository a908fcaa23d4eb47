import { graphql } from "../generated/gql.ts";

export const categoryTreeDocument = graphql(`
  query CategoryTree {
    categories(first: 200) {
      id
      name
      version
      retired
      totalCount: entryCount
      exampleCount: exampleEntryCount
      parent {
        id
        name
      }
    }
  }
`);

export const saveCategoryDocument = graphql(`
  mutation SaveCategory($input: SaveCategoryInput!) {
    saveCategory(input: $input) {
      category {
        id
        name
      }
    }
  }
`);

export const setCategoryRetiredDocument = graphql(`
  mutation SetCategoryRetired($input: SetCategoryRetiredInput!) {
    setCategoryRetired(input: $input) {
      category {
        id
        retired
      }
    }
  }
`);

export const moveCategoryEntriesDocument = graphql(`
  mutation MoveCategoryEntries($input: MoveCategoryEntriesInput!) {
    moveCategoryEntries(input: $input) {
      moved
      category {
        id
        name
      }
    }
  }
`);
