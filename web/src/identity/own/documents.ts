import { graphql } from "../../generated/gql.ts";

export const ownAccountDocument = graphql(`
  query OwnAccount {
    me {
      account {
        ...OwnAccountFields
      }
    }
  }
`);

graphql(`
  fragment OwnAccountFields on Account {
    id
    version
    username
    name
    email
    phone
    singleSignOn
    hasPassword
  }
`);

export const editOwnAccountDocument = graphql(`
  mutation EditOwnAccount($input: EditOwnAccountInput!) {
    editOwnAccount(input: $input) {
      account {
        ...OwnAccountFields
      }
    }
  }
`);

export const sessionsDocument = graphql(`
  query Sessions {
    sessions {
      id
      current
      createdAt
      lastSeenAt
      endsAt
      address
      userAgent
    }
  }
`);

export const endSessionDocument = graphql(`
  mutation EndSession($id: ID!, $clientMutationId: String) {
    endSession(id: $id, clientMutationId: $clientMutationId) {
      ended
    }
  }
`);

export const signOutEverywhereDocument = graphql(`
  mutation SignOutEverywhere {
    signOutEverywhere {
      ended
    }
  }
`);

export const apiTokensDocument = graphql(`
  query ApiTokens {
    apiTokens {
      id
      name
      hint
      scopes
      createdAt
      expiresAt
      lastUsedAt
    }
  }
`);

export const createApiTokenDocument = graphql(`
  mutation CreateApiToken($input: CreateApiTokenInput!) {
    createApiToken(input: $input) {
      secret
    }
  }
`);

export const revokeApiTokenDocument = graphql(`
  mutation RevokeApiToken($id: ID!, $clientMutationId: String) {
    revokeApiToken(id: $id, clientMutationId: $clientMutationId) {
      ended
    }
  }
`);

export const shareLinksDocument = graphql(`
  query ShareLinks {
    shareLinks {
      id
      name
      path
      places {
        id
        name
      }
      createdAt
      expiresAt
      openedCount
    }
  }
`);

export const createShareLinkDocument = graphql(`
  mutation CreateShareLink($input: CreateShareLinkInput!) {
    createShareLink(input: $input) {
      link
    }
  }
`);

export const revokeShareLinkDocument = graphql(`
  mutation RevokeShareLink($id: ID!, $clientMutationId: String) {
    revokeShareLink(id: $id, clientMutationId: $clientMutationId) {
      ended
    }
  }
`);
