import { Link } from "react-router";
import type { ProjectFiguresQuery } from "../generated/graphql.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { Count } from "../ui/Count.tsx";
import { projectFiguresDocument } from "./documents.ts";
import styles from "./ProjectsPage.module.css";
import { projectStates, stateOrder } from "./words.ts";

type FiguresData = ProjectFiguresQuery["projectFigures"];

/** How many projects stand in a state. */
export const countOf = ({ states }: FiguresData, state: string) =>
  states.find((one) => one.state === state) ?? { totalCount: 0, exampleCount: 0 };

/** The address of a list of projects. */
export function listPath(filter: Record<string, string | null | undefined>): string {
  const params = new URLSearchParams({ view: "list" });
  for (const [key, value] of Object.entries(filter)) if (value) params.set(key, value);
  return `/projects?${params}`;
}

/** How many projects stand where and how many satisfied, each figure leading to its records. `brief`: without the states, where they are counted beside. */
export function Figures({ allianceId, brief }: { allianceId: string | null; brief: boolean }) {
  const { data } = useQueryDocument(projectFiguresDocument, { allianceId });
  if (!data) return null;
  const { projectFigures } = data;
  const to = (filter: Record<string, string>) => listPath({ alliance: allianceId, ...filter });
  const evaluated = countOf(projectFigures, "evaluated");
  return (
    <dl className={styles.figures} aria-label="项目数目">
      <Figure term="全部" to={to({})} of={projectFigures} />
      {(brief ? [] : stateOrder).map((state) => (
        <Figure
          key={state}
          term={projectStates[state]}
          to={to({ state })}
          of={countOf(projectFigures, state)}
        />
      ))}
      {evaluated.totalCount > 0 && (
        <Figure
          term="满意（4 分及以上）"
          to={to({ satisfied: "yes" })}
          of={{ totalCount: projectFigures.satisfied, exampleCount: projectFigures.exampleSatisfied }}
        />
      )}
    </dl>
  );
}

interface FigureProps {
  term: string;
  to: string;
  of: { totalCount: number; exampleCount: number };
}

function Figure({ term, to, of }: FigureProps) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        <Link to={to}>
          <Count of={of} unit="个" />
        </Link>
      </dd>
    </div>
  );
}
