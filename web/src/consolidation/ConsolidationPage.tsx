import { UndoOutlined } from "@ant-design/icons";
import { Alert, Button, Select } from "antd";
import { useSearchParams } from "react-router";
import type { BoardFragment, ItemCardFragment } from "../generated/graphql.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { Count } from "../ui/Count.tsx";
import { cutOption } from "../ui/cut.ts";
import { Page } from "../ui/Page.tsx";
import { Failed, LoadingRows, Nothing, Part } from "../ui/states.tsx";
import styles from "./ConsolidationPage.module.css";
import { boardAlliancesDocument, boardDocument } from "./documents.ts";
import { ItemCard } from "./ItemCard.tsx";
import { ItemDrawer } from "./ItemDrawer.tsx";
import { type BoardActions, useBoardActions } from "./useBoardActions.ts";

/** 需求归并: an alliance's raw needs as demand items; the alliance and the opened item stand in the address. */
export function ConsolidationPage() {
  const [params, setParams] = useSearchParams();
  const alliances = useQueryDocument(boardAlliancesDocument, {});
  const all = alliances.data?.alliances ?? [];
  const allianceId = params.get("alliance") ?? (all.find(({ kind }) => kind === "hub") ?? all[0])?.id ?? "";
  const board = useQueryDocument(boardDocument, { allianceId }, { enabled: allianceId !== "" });
  const actions = useBoardActions(allianceId);
  const open = (item: string | null) =>
    setParams(item ? { alliance: allianceId, item } : { alliance: allianceId }, { replace: true });
  return (
    <Page
      title="需求归并"
      question="许多条需求，说的其实是哪几件事"
      actions={
        <>
          <Select
            className={styles.alliance}
            aria-label="联盟"
            value={allianceId || undefined}
            onChange={(alliance) => setParams({ alliance })}
            popupMatchSelectWidth={false}
            options={[
              ...all.map(({ id, name, shortName }) => ({ value: id, label: shortName ?? name })),
              ...cutOption(all.length, alliances.data?.allianceCount ?? 0, "个", "联盟"),
            ]}
          />
          {board.data?.consolidation.mayChange && (
            <Changes board={board.data.consolidation} actions={actions} />
          )}
        </>
      }
    >
      {alliances.data && all.length === 0 ? (
        <Nothing>还没有您能看到的联盟。请先登录，或联系管理员。</Nothing>
      ) : alliances.error && allianceId === "" ? (
        <Failed error={alliances.error} onRetry={() => void alliances.refetch()} />
      ) : (
        <Part query={board} loading={<LoadingRows rows={8} />}>
          {({ consolidation }) => (
            <>
              <Summary board={consolidation} />
              <Groups board={consolidation} actions={actions} onOpen={open} />
              <Opened
                board={consolidation}
                id={params.get("item")}
                actions={actions}
                onClose={() => open(null)}
              />
            </>
          )}
        </Part>
      )}
    </Page>
  );
}

function Changes({ board, actions }: { board: BoardFragment; actions: BoardActions }) {
  const { lastChange } = board;
  return (
    <>
      {lastChange && (
        <Button
          icon={<UndoOutlined aria-hidden />}
          title={lastChange.summary}
          disabled={actions.busy}
          onClick={() => void actions.undo(lastChange.id)}
        >
          撤销上一步
        </Button>
      )}
      <Button type="primary" loading={actions.busy} onClick={() => void actions.run()}>
        {board.ranAt ? "重新归并" : "开始归并"}
      </Button>
    </>
  );
}

function Summary({ board }: { board: BoardFragment }) {
  const { needCount, exampleNeedCount, freshCount, items, ranAt, mayChange, lastChange } = board;
  return (
    <div className={styles.summary} aria-live="polite">
      <p>
        {board.allianceName}：已发布的需求{" "}
        <Count of={{ totalCount: needCount, exampleCount: exampleNeedCount }} unit="条" />
        ，归为 {items.totalCount} 项。
        {mayChange && lastChange && <span className={styles.quiet}>上一步：{lastChange.summary}。</span>}
      </p>
      {items.totalCount > items.nodes.length && (
        <p className={styles.quiet}>先显示需求最多的 {items.nodes.length} 项。选下一级联盟可以看得更细。</p>
      )}
      {ranAt && freshCount > 0 && (
        <Alert
          type="info"
          showIcon
          title={`有 ${freshCount} 条新需求还没有归并${mayChange ? "，点“重新归并”即可加入；人工调整过的保持不变。" : "。"}`}
        />
      )}
    </div>
  );
}

const unfiled = "未分类";

interface GroupsProps {
  board: BoardFragment;
  actions: BoardActions;
  onOpen: (id: string) => void;
}

function Groups({ board, actions, onOpen }: GroupsProps) {
  const groups = new Map<string, ItemCardFragment[]>();
  for (const item of board.items.nodes) {
    const name = item.category?.parent?.name ?? item.category?.name ?? unfiled;
    groups.set(name, [...(groups.get(name) ?? []), item]);
  }
  if (groups.size === 0)
    return (
      <Nothing>
        {board.mayChange
          ? "还没有归并过。点“开始归并”，系统按意思相近把需求归成若干项，之后可以拆分、合并、改名和撤销。"
          : "这个联盟的需求还没有归并。归并由联盟统筹、包链领导或驻链指导员进行。"}
      </Nothing>
    );
  const named = [...groups].toSorted(([a], [b]) => Number(a === unfiled) - Number(b === unfiled));
  return (
    <div className={styles.board}>
      {named.map(([name, items]) => (
        <section key={name} className={styles.group} aria-label={name}>
          <h2 className={styles.groupName}>
            {name} <span className={styles.quiet}>{items.length} 项</span>
          </h2>
          {items.map((item) => (
            <ItemCard
              key={item.id}
              item={item}
              mayChange={board.mayChange}
              onOpen={() => onOpen(item.id)}
              onDropNeed={(needId, from) => void actions.move([needId], from, item.id)}
            />
          ))}
        </section>
      ))}
    </div>
  );
}

interface OpenedProps {
  board: BoardFragment;
  id: string | null;
  actions: BoardActions;
  onClose: () => void;
}

function Opened({ board, id, actions, onClose }: OpenedProps) {
  if (!id) return null;
  const items = board.items.nodes;
  const title = items.find((item) => item.id === id)?.title ?? "需求事项";
  return <ItemDrawer key={id} {...{ id, title, items, actions, onClose }} mayChange={board.mayChange} />;
}
