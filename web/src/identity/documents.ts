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
        name
      }
    }
    permissions
    mustChangePassword
    startPath
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
