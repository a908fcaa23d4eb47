import { graphql } from "../generated/gql.ts";

graphql(`
  fragment ProjectCard on ServiceProject {
    id
    title
    state
    example
    version
    rating
    monthCount
    deliveryCount
    evaluationCount
    stages
    alliance {
      id
      name
      shortName
    }
    team {
      id
      name
      colour
    }
    needs {
      id
      title
      text
    }
    steps {
      step
      open
      reasonNeeded
    }
    turn {
      stage
      mine
    }
  }
`);

graphql(`
  fragment ProjectColumn on ServiceProjectConnection {
    totalCount
    exampleCount
    nodes {
      ...ProjectCard
    }
  }
`);

export const projectFiguresDocument = graphql(`
  query ProjectFigures($allianceId: ID) {
    projectFigures(allianceId: $allianceId) {
      totalCount
      exampleCount
      states {
        state
        totalCount
        exampleCount
      }
      satisfied
      exampleSatisfied
    }
  }
`);

export const projectBoardDocument = graphql(`
  query ProjectBoard($allianceId: ID) {
    approved: serviceProjects(filter: { states: [approved], allianceId: $allianceId }, first: 20) {
      ...ProjectColumn
    }
    running: serviceProjects(filter: { states: [running], allianceId: $allianceId }, first: 20) {
      ...ProjectColumn
    }
    completed: serviceProjects(filter: { states: [completed], allianceId: $allianceId }, first: 20) {
      ...ProjectColumn
    }
    evaluated: serviceProjects(filter: { states: [evaluated], allianceId: $allianceId }, first: 20) {
      ...ProjectColumn
    }
    cancelled: serviceProjects(filter: { states: [cancelled], allianceId: $allianceId }, first: 20) {
      ...ProjectColumn
    }
  }
`);

export const projectListDocument = graphql(`
  query ProjectList($filter: ProjectFilter, $first: Int, $after: String) {
    serviceProjects(filter: $filter, first: $first, after: $after) {
      totalCount
      exampleCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        ...ProjectCard
      }
    }
  }
`);

export const projectYearDocument = graphql(`
  query ProjectYear($year: Int!, $allianceId: ID) {
    projectYear(year: $year, allianceId: $allianceId) {
      year
      totalCount
      exampleCount
      steps {
        id
        month
        text
        delivered
        project {
          id
          title
          state
          example
        }
      }
    }
  }
`);

graphql(`
  fragment TeamFields on ServiceTeamView {
    id
    name
    number
    colour
    division
    description
    example
    version
    published
    mayEdit
    departments {
      id
      name
    }
    members {
      id
      name
      unit
    }
    alliance {
      id
      name
      shortName
    }
    projectCount
    exampleCount
  }
`);

export const teamsDocument = graphql(`
  query ServiceTeams($allianceId: ID) {
    serviceTeams(allianceId: $allianceId) {
      totalCount
      nodes {
        ...TeamFields
      }
    }
  }
`);

export const teamChoicesDocument = graphql(`
  query ServiceTeamChoices {
    serviceTeams {
      nodes {
        id
        name
        example
        alliance {
          id
        }
      }
    }
  }
`);

export const tourNeedsDocument = graphql(`
  query ProjectTourNeeds($allianceId: ID!) {
    demands(filter: { allianceId: $allianceId, example: true, states: [published] }, first: 0) {
      totalCount
      exampleCount
    }
  }
`);

export const tourDocument = graphql(`
  query ProjectTour($allianceId: ID!) {
    consolidation(allianceId: $allianceId) {
      allianceName
      mayChange
      items(first: 100) {
        totalCount
        nodes {
          id
          category {
            id
            name
            parent {
              id
              name
            }
          }
        }
      }
    }
    offers(filter: { allianceId: $allianceId, kind: resource, example: true, states: [published] }, first: 0) {
      totalCount
      exampleCount
    }
    projectFigures(allianceId: $allianceId) {
      totalCount
      exampleCount
      states {
        state
        totalCount
        exampleCount
      }
      satisfied
      exampleSatisfied
    }
    programmes {
      id
      name
      figures {
        id
        label
        value
        unit
        source {
          id
          title
          url
          licence
        }
      }
    }
  }
`);
