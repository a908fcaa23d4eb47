import { graphql } from "../generated/gql.ts";

graphql(`
  fragment ProjectInFull on ServiceProject {
    ...ProjectCard
    summary
    createdAt
    updatedAt
    mayRun
    mayDeliver
    needs {
      example
      raisedBy {
        ...EntryOwner
      }
    }
    providers {
      id
      kind
      title
      text
      example
      offeredBy {
        ...EntryOwner
      }
    }
    months {
      id
      month
      text
      delivered
    }
    deliveries {
      id
      on
      text
      quantity
      unit
      byName
      mine
      attachmentCount
      mayAttach
    }
    events {
      at
      byName
      from
      to
      reason
    }
    evaluations {
      id
      stage
      at
      byName
      stars
      text
      wordsHidden
      entered
      enteredBecause
      attachmentCount
      mayAttach
    }
    turn {
      reachable
      entering {
        from
        open
      }
    }
  }
`);

export const projectDocument = graphql(`
  query Project($id: ID!) {
    serviceProject(id: $id) {
      ...ProjectInFull
    }
  }
`);

export const startProjectDocument = graphql(`
  mutation StartProject($input: StartProjectInput!) {
    startProject(input: $input) {
      project {
        id
      }
    }
  }
`);

export const editProjectDocument = graphql(`
  mutation EditProject($input: EditProjectInput!) {
    editProject(input: $input) {
      project {
        id
        version
      }
    }
  }
`);

export const moveProjectDocument = graphql(`
  mutation MoveProject($input: MoveProjectInput!) {
    moveProject(input: $input) {
      project {
        id
        state
        version
      }
    }
  }
`);

export const recordDeliveryDocument = graphql(`
  mutation RecordDelivery($input: RecordDeliveryInput!) {
    recordDelivery(input: $input) {
      project {
        id
        version
      }
    }
  }
`);

export const editDeliveryDocument = graphql(`
  mutation EditDelivery($input: EditDeliveryInput!) {
    editDelivery(input: $input) {
      project {
        id
        version
      }
    }
  }
`);

export const removeDeliveryDocument = graphql(`
  mutation RemoveDelivery($input: RemoveDeliveryInput!) {
    removeDelivery(input: $input) {
      project {
        id
        version
      }
    }
  }
`);

export const evaluationSettingsDocument = graphql(`
  query EvaluationSettings {
    alliances {
      id
      name
      kind
      mayConfigureLists
      evaluationStages
      inheritsEvaluationStages
      evaluationVersion
    }
  }
`);

export const setEvaluationStagesDocument = graphql(`
  mutation SetEvaluationStages($input: SetEvaluationStagesInput!) {
    setEvaluationStages(input: $input) {
      alliance {
        id
        evaluationStages
        evaluationVersion
      }
    }
  }
`);

export const evaluateProjectDocument = graphql(`
  mutation EvaluateProject($input: EvaluateProjectInput!) {
    evaluateProject(input: $input) {
      project {
        id
        state
        version
      }
    }
  }
`);

export const saveTeamDocument = graphql(`
  mutation SaveServiceTeam($input: SaveServiceTeamInput!) {
    saveServiceTeam(input: $input) {
      team {
        id
        version
      }
    }
  }
`);
