import type { ProjectCardFragment, ProjectStep } from "../generated/graphql.ts";
import { send } from "../graphql/client.ts";
import { newMutationId } from "../graphql/mutationId.ts";
import { useStep } from "../ui/useStep.tsx";
import { moveProjectDocument } from "./projectDocuments.ts";
import { projectSteps } from "./words.ts";

/** Queries that show projects: read anew after each change of one. */
export const projectQueries = [
  "Project",
  "ProjectBoard",
  "ProjectList",
  "ProjectFigures",
  "ProjectYear",
  "ServiceTeams",
] as const;

type Moved = Pick<ProjectCardFragment, "id" | "version">;

/** Takes a step of a project; says the server's sentence when it may not. */
export function useProjectMove(): (project: Moved, step: ProjectStep, reason?: string) => Promise<boolean> {
  const { take } = useStep();
  return (project, step, reason) => {
    const input = {
      clientMutationId: newMutationId(),
      id: project.id,
      expectedVersion: project.version,
      step,
      reason: reason ?? null,
    };
    return take({
      work: () => send(moveProjectDocument, { input }),
      done: `${projectSteps[step]}：已记录`,
      changes: projectQueries,
    });
  };
}
