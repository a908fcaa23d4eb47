import { graphql } from "../generated/gql.ts";

graphql(`
  fragment AttachmentShown on Attachment {
    id
    name
    caption
    kind
    mediaType
    size
    at
    byName
    path
    example
    version
  }
`);

export const attachmentsDocument = graphql(`
  query Attachments($id: ID!, $after: String) {
    attachmentsOf(id: $id, first: 20, after: $after) {
      nodes {
        ...AttachmentShown
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
      mayAttach
      mostBytes
    }
  }
`);

export const editAttachmentDocument = graphql(`
  mutation EditAttachment($input: EditAttachmentInput!) {
    editAttachment(input: $input) {
      attachment {
        id
        version
      }
    }
  }
`);

export const removeAttachmentDocument = graphql(`
  mutation RemoveAttachment($input: RemoveAttachmentInput!) {
    removeAttachment(input: $input) {
      id
    }
  }
`);
