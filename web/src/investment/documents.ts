import { graphql } from "../generated/gql.ts";

graphql(`
  fragment GapParts on Gap {
    kind
    confidence
    demand
    evidence {
      reason
      figure
      of
      strength
    }
  }
`);

export const gapScopesDocument = graphql(`
  query GapScopes {
    chains {
      id
      name
    }
    gapScopes {
      id
      name
      firms
      exampleCount
    }
  }
`);

export const chainViewDocument = graphql(`
  query ChainView($districtId: ID!, $chainId: ID) {
    chainView(districtId: $districtId, chainId: $chainId) {
      positionCount
      positions {
        position {
          id
          name
        }
        chain {
          id
          name
        }
        stage
        order
        standing
        firms
        makers
        buyers
        needs
        example
        gap {
          ...GapParts
        }
      }
    }
  }
`);

export const positionViewDocument = graphql(`
  query PositionView($districtId: ID!, $positionId: ID!) {
    positionView(districtId: $districtId, positionId: $positionId) {
      position {
        id
        name
        feeds {
          id
          name
        }
        fedBy {
          id
          name
        }
      }
      chain {
        id
        name
      }
      stage
      standing
      firms
      makers
      buyers
      needs
      example
      gap {
        ...GapParts
      }
    }
  }
`);

export const gapFirmsDocument = graphql(`
  query GapFirms($districtId: ID!, $positionId: ID!, $side: GapSide!, $after: String) {
    gapFirms(districtId: $districtId, positionId: $positionId, side: $side, first: 20, after: $after) {
      totalCount
      exampleCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        name
        scale
        tags
        example
      }
    }
  }
`);

export const gapNeedsDocument = graphql(`
  query GapNeeds($positionId: ID!) {
    gapNeeds(positionId: $positionId, first: 50) {
      totalCount
      nodes {
        id
        title
        text
        example
      }
    }
  }
`);

export const gapCandidatesDocument = graphql(`
  query GapCandidates($districtId: ID!, $positionId: ID!, $first: Int) {
    gapCandidates(districtId: $districtId, positionId: $positionId, first: $first) {
      totalCount
      exampleCount
      nodes {
        score
        stands
        makes
        makeCount
        wantedHere
        example
        enterprise {
          id
          name
          scale
          tags
        }
        introducerCount
        introducers(first: 5) {
          organizationId
          organization
          alliance
          enterprise {
            id
            name
          }
        }
      }
    }
  }
`);
