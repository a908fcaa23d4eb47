import { graphql } from "../generated/gql.ts";

graphql(`
  fragment MeFields on Me {
    kind
    account {
      id
      name
      username
    }
    roles {
      role
      roleName
      place {
        id
        kind
        name
      }
      until
    }
    permissions
    mustChangePassword
    startPath
    linkExpiresAt
    demo {
      on
      roles {
        role
        name
      }
    }
    singleSignOn
  }
`);

export const meDocument = graphql(`
  query Me {
    me {
      ...MeFields
    }
  }
`);

export const signInDocument = graphql(`
  mutation SignIn($input: SignInInput!) {
    signIn(input: $input) {
      me {
        ...MeFields
      }
    }
  }
`);

export const signOutDocument = graphql(`
  mutation SignOut {
    signOut {
      me {
        ...MeFields
      }
    }
  }
`);

export const enterDemoDocument = graphql(`
  mutation EnterDemo($role: Role!) {
    enterDemo(role: $role) {
      me {
        ...MeFields
      }
    }
  }
`);

export const changePasswordDocument = graphql(`
  mutation ChangePassword($input: ChangePasswordInput!) {
    changePassword(input: $input) {
      me {
        ...MeFields
      }
    }
  }
`);

export const invitationDocument = graphql(`
  query Invitation($token: String!) {
    invitationByToken(token: $token) {
      kind
      name
      username
      expiresAt
      roles {
        role
        roleName
        place {
          id
          name
        }
        until
      }
    }
  }
`);

export const acceptInvitationDocument = graphql(`
  mutation AcceptInvitation($input: AcceptInvitationInput!) {
    acceptInvitation(input: $input) {
      me {
        ...MeFields
      }
    }
  }
`);

export const openShareLinkDocument = graphql(`
  mutation OpenShareLink($token: String!) {
    openShareLink(token: $token) {
      me {
        ...MeFields
      }
    }
  }
`);
