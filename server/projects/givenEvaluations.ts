import type { ApiContext } from "../api/context.ts";
import { defineLoader } from "../api/loaders.ts";
import { type Reading, readingOf } from "./evaluation.ts";
import { evaluationsOfProjects, type ProjectRow, readProjects } from "./queries.ts";
import { mayRun, rightsOver } from "./rights.ts";

const given = defineLoader(
  async (context, keys: readonly (Reading & { id: string })[]) => {
    const readings = keys.map((key, index) => ({ ...key, of: String(index) }));
    const rows = await context.run(evaluationsOfProjects, { reader: context.access.actor.id, readings });
    return readings.map(({ of }) => rows.filter((row) => row.of === of));
  },
  (key) => JSON.stringify(key),
);

/** The evaluations of a project as they came, which is the chain's order: stars and words as far as the viewer may read them. */
export async function evaluationsOf(context: ApiContext, project: ProjectRow) {
  const rights = await rightsOver(context, project);
  const runs = await mayRun(context, project);
  const through = project.state === "evaluated";
  return given.load(context, { id: project.id, ...readingOf(rights, { through, runs }) });
}

/** Whether the viewer reads the words of an evaluation of a project, and so what hangs on it. */
export async function mayReadEvaluation(
  context: ApiContext,
  projectId: string,
  evaluationId: string,
): Promise<boolean> {
  const [project] = await context.run(readProjects, { ids: [projectId] });
  const rows = project ? await evaluationsOf(context, project) : [];
  return rows.some(({ id, readable }) => id === evaluationId && readable);
}
