import { graphql } from "../generated/gql.ts";

graphql(`
  fragment ImportRowShown on ImportRow {
    number
    result
    reason
    cells
    changes {
      field
      before
      after
    }
    entryId
    version
    updating
  }
`);

graphql(`
  fragment ImportShown on Import {
    id
    kind
    state
    fileName
    sheet
    notes
    rowCount
    accepted
    merged
    rejected
    updated
    stalled
    stopped
    together {
      id
      sheet
      state
      rowCount
      accepted
      merged
      rejected
    }
    columns {
      index
      header
      field
      samples
    }
    fields {
      key
      name
      required
      hint
    }
    preview {
      accepted
      waiting
      merged
      rejected
      differing
      updating
      differences {
        ...ImportRowShown
      }
      missing
      doubtful {
        name
        rows
        choice
        optional
        candidates {
          id
          name
        }
      }
      suggestions {
        name
        rows
        choice
        candidates {
          id
          name
        }
      }
      problems {
        ...ImportRowShown
      }
      sample {
        ...ImportRowShown
      }
    }
  }
`);

export const importDocument = graphql(`
  query Import($id: ID!) {
    import(id: $id) {
      ...ImportShown
    }
  }
`);

export const discardImportDocument = graphql(`
  mutation DiscardImport($id: ID!) {
    discardImport(id: $id)
  }
`);

export const setImportDocument = graphql(`
  mutation SetImport($input: SetImportInput!) {
    setImport(input: $input) {
      ...ImportShown
    }
  }
`);

export const startImportDocument = graphql(`
  mutation StartImport($id: ID!) {
    startImport(id: $id) {
      ...ImportShown
    }
  }
`);
