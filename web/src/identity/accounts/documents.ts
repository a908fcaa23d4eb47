import { graphql } from "../../generated/gql.ts";

graphql(`
  fragment GrantFields on HeldRole {
    grantId
    role
    roleName
    place {
      id
      name
    }
    until
  }
`);

graphql(`
  fragment AccountFields on Account {
    id
    username
    name
    email
    phone
    state
    demo
    singleSignOn
    hasPassword
    lockedUntil
    lastSignInAt
    createdAt
    version
    grants {
      ...GrantFields
    }
  }
`);

export const accountsDocument = graphql(`
  query Accounts($filter: AccountFilter, $first: Int, $after: String) {
    accounts(filter: $filter, first: $first, after: $after) {
      totalCount
      nodes {
        ...AccountFields
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export const accountDocument = graphql(`
  query Account($id: ID!) {
    account(id: $id) {
      ...AccountFields
    }
  }
`);

export const rolesDocument = graphql(`
  query Roles {
    roles {
      role
      name
      permissions
      placeKinds
      grantable
    }
  }
`);

export const grantRoleDocument = graphql(`
  mutation GrantRole($input: GrantRoleInput!) {
    grantRole(input: $input) {
      account {
        id
      }
    }
  }
`);

export const revokeGrantDocument = graphql(`
  mutation RevokeGrant($grantId: ID!, $clientMutationId: String) {
    revokeGrant(grantId: $grantId, clientMutationId: $clientMutationId) {
      account {
        id
      }
    }
  }
`);

export const setAccountStateDocument = graphql(`
  mutation SetAccountState($input: SetAccountStateInput!) {
    setAccountState(input: $input) {
      account {
        id
      }
    }
  }
`);

export const resetPasswordDocument = graphql(`
  mutation ResetPassword($input: ResetPasswordInput!) {
    resetPassword(input: $input) {
      link
      invitation {
        expiresAt
      }
    }
  }
`);

export const revealPhoneDocument = graphql(`
  mutation RevealPhone($input: RevealPhoneInput!) {
    revealPhone(input: $input) {
      phone
    }
  }
`);

export const invitationsDocument = graphql(`
  query Invitations {
    invitations {
      id
      kind
      name
      email
      expiresAt
      createdAt
      invitedBy
      grants {
        ...GrantFields
      }
    }
  }
`);

export const inviteDocument = graphql(`
  mutation Invite($input: InviteInput!) {
    invite(input: $input) {
      link
      invitation {
        name
        expiresAt
      }
    }
  }
`);

export const withdrawInvitationDocument = graphql(`
  mutation WithdrawInvitation($id: ID!, $clientMutationId: String) {
    withdrawInvitation(id: $id, clientMutationId: $clientMutationId) {
      ended
    }
  }
`);

export const endDemoDocument = graphql(`
  mutation EndDemo {
    endDemo {
      me {
        ...MeFields
      }
    }
  }
`);
