import { Link } from "react-router";
import type { ProjectCardFragment, ProjectStep } from "../generated/graphql.ts";
import { ExampleBadge } from "../ui/bits.tsx";
import { firstWords } from "../ui/format.ts";
import styles from "./Board.module.css";
import { StepMenu } from "./StepMenu.tsx";
import { TeamName } from "./TeamName.tsx";
import { evaluationStages } from "./words.ts";

export type Project = ProjectCardFragment;

/** What a dragged card carries. */
export const carried = "application/x-project";

export const projectPath = ({ id }: { id: string }): string => `/projects/${encodeURIComponent(id)}`;

/** One project of the board: its name, the need it serves, how far it is. */
export function ProjectCard({ project, onAsk }: { project: Project; onAsk: (step: ProjectStep) => void }) {
  const [need] = project.needs;
  const movable = project.steps.length > 0;
  return (
    <article
      className={styles.card}
      aria-label={project.title}
      draggable={movable}
      onDragStart={(event) => event.dataTransfer.setData(carried, project.id)}
    >
      <h3 className={styles.title}>
        <Link to={projectPath(project)} data-card={project.id} draggable={false}>
          {project.title}
        </Link>{" "}
        <ExampleBadge example={project.example} />
      </h3>
      {need && <p className={styles.quiet}>需求：{need.title || firstWords(need.text)}</p>}
      {project.team && (
        <p className={styles.quiet}>
          <TeamName team={project.team} />
        </p>
      )}
      <div className={styles.foot}>
        <span className={styles.quiet}>{progressOf(project)}</span>
        <StepMenu project={project} onAsk={onAsk} />
      </div>
    </article>
  );
}

/** How far a project is, in words. */
export function progressOf(project: Project): string {
  const { state, monthCount, deliveryCount, evaluationCount, stages, rating, turn } = project;
  if (state === "approved") return monthCount > 0 ? `计划 ${monthCount} 个月` : "还没有月度计划";
  if (state === "completed")
    return turn ? `评价 ${evaluationCount}/${stages.length}，轮到${evaluationStages[turn.stage]}` : "待评价";
  if (state === "evaluated") return rating == null ? "" : `${rating} 分`;
  return `交付 ${deliveryCount} 次`;
}
