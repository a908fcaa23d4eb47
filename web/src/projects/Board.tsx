import { App, Segmented } from "antd";
import { type DragEvent, useEffect, useRef, useState } from "react";
import { Link } from "react-router";
import type { ProjectColumnFragment, ProjectState, ProjectStep } from "../generated/graphql.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { Count } from "../ui/Count.tsx";
import { LoadingRows, Nothing, Part } from "../ui/states.tsx";
import { useAddress } from "../ui/useAddress.ts";
import { usePhone } from "../ui/useMedia.ts";
import styles from "./Board.module.css";
import { type Columns, focusCard, onBoardKey } from "./boardKeys.ts";
import { projectBoardDocument } from "./documents.ts";
import { listPath } from "./Figures.tsx";
import { carried, type Project, ProjectCard } from "./ProjectCard.tsx";
import { ReasonDialog } from "./StepMenu.tsx";
import { useProjectMove } from "./useProjectSteps.ts";
import { projectStates, projectSteps, stateOrder, stepLacks, stepTargets } from "./words.ts";

/** The step of a card that leads to a state; undefined where none is offered to the viewer. */
const stepTo = (project: Project, state: ProjectState) =>
  project.steps.find(({ step }) => stepTargets[step] === state);

/** Projects by state. Cards move by pointer, by their menu, and by Shift with the arrow keys; arrows alone go about. */
export function Board({ allianceId }: { allianceId: string | null }) {
  const board = useQueryDocument(projectBoardDocument, { allianceId });
  return (
    <Part query={board} loading={<LoadingRows rows={8} />}>
      {(columns) =>
        stateOrder.every((state) => columns[state].totalCount === 0) ? (
          <Nothing>还没有服务项目。在供需对接里，对接达成后点“立项”，项目就会出现在这里。</Nothing>
        ) : (
          <BoardColumns columns={columns} allianceId={allianceId} />
        )
      }
    </Part>
  );
}

function BoardColumns({ columns, allianceId }: { columns: Columns; allianceId: string | null }) {
  const phone = usePhone();
  const [params, put] = useAddress();
  const move = useProjectMove();
  const { message } = App.useApp();
  const [asked, setAsked] = useState<{ project: Project; step: ProjectStep }>();
  const board = useRef<HTMLDivElement>(null);
  const held = useRef<string>(undefined);
  // A card that moved keeps the focus where it then stands.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change of columns that counts
  useEffect(() => {
    if (!held.current) return;
    if (board.current) focusCard(board.current, held.current);
    held.current = undefined;
  }, [columns]);
  const filled = stateOrder.filter((state) => columns[state].totalCount > 0);
  const chosen = stateOrder.find((state) => state === params.get("state")) ?? filled[0];
  const shown = phone ? stateOrder.filter((state) => state === chosen) : stateOrder;
  const take = (project: Project, state: ProjectState) => {
    const offered = stepTo(project, state);
    if (!offered) return;
    if (!offered.open) {
      void message.info(
        `“${project.title}”还不能${projectSteps[offered.step]}：${stepLacks[offered.step]}。`,
      );
      return;
    }
    held.current = project.id;
    if (offered.reasonNeeded) setAsked({ project, step: offered.step });
    else void move(project, offered.step);
  };
  return (
    <>
      {phone && (
        <Segmented
          className={styles.states}
          aria-label="状态"
          value={chosen ?? "approved"}
          onChange={(state) => put({ state })}
          options={filled.map((state) => ({ value: state, label: projectStates[state] }))}
        />
      )}
      {!phone && (
        <p className={styles.hint}>
          方向键在卡片间移动，Shift 加左右方向键推进或退回，回车打开；也可以拖动卡片或点“推进”。
        </p>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the links inside */}
      <div
        ref={board}
        className={styles.board}
        onKeyDown={(event) => onBoardKey(event, columns, shown, take)}
      >
        {shown.map((state) => (
          <Column
            key={state}
            state={state}
            column={columns[state]}
            allianceId={allianceId}
            onAsk={(project, step) => setAsked({ project, step })}
            onDrop={(id) => {
              const project = stateOrder.flatMap((one) => columns[one].nodes).find((one) => one.id === id);
              if (project) take(project, state);
            }}
          />
        ))}
      </div>
      <ReasonDialog
        asked={asked}
        onClose={() => {
          held.current = undefined;
          setAsked(undefined);
        }}
      />
    </>
  );
}

interface ColumnProps {
  state: ProjectState;
  column: ProjectColumnFragment;
  allianceId: string | null;
  onAsk: (project: Project, step: ProjectStep) => void;
  onDrop: (id: string) => void;
}

function Column({ state, column, allianceId, onAsk, onDrop }: ColumnProps) {
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onDrop(event.dataTransfer.getData(carried));
  };
  const hover = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes(carried)) return;
    event.preventDefault();
    setOver(true);
  };
  const all = listPath({ alliance: allianceId, state });
  const more = column.totalCount - column.nodes.length;
  return (
    <section
      className={over ? styles.columnOver : styles.column}
      aria-label={projectStates[state]}
      onDragOver={hover}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <h2 className={styles.head}>
        {projectStates[state]}{" "}
        <Link className={styles.count} to={all}>
          <Count of={column} unit="个" />
        </Link>
      </h2>
      {column.nodes.length === 0 && <p className={styles.none}>没有项目</p>}
      <ul className={styles.cards}>
        {column.nodes.map((project) => (
          <li key={project.id}>
            <ProjectCard project={project} onAsk={(step) => onAsk(project, step)} />
          </li>
        ))}
      </ul>
      {more > 0 && <Link to={all}>还有 {more} 个，打开清单</Link>}
    </section>
  );
}
