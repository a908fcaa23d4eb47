import { App, Button, Select, Tabs } from "antd";
import { Link, useNavigate, useSearchParams } from "react-router";
import { send } from "../graphql/client.ts";
import { newMutationId } from "../graphql/mutationId.ts";
import { usePages, useQueryDocument } from "../graphql/useQueryDocument.ts";
import { SearchSelect } from "../lists/pickers.tsx";
import { instant } from "../ui/format.ts";
import { LinkButton } from "../ui/LinkButton.tsx";
import { MoreRows } from "../ui/MoreRows.tsx";
import { Page } from "../ui/Page.tsx";
import { Row, Rows, Section } from "../ui/Section.tsx";
import { Failed, LoadingRows, Nothing } from "../ui/states.tsx";
import { usePhone } from "../ui/useMedia.ts";
import { useStep } from "../ui/useStep.tsx";
import styles from "./DuplicatesPage.module.css";
import {
  distinctDocument,
  duplicatesDocument,
  firstDocument,
  mergesDocument,
  pairDocument,
  tellApartDocument,
  undoMergeDocument,
} from "./documents.ts";
import { PairCompare } from "./PairCompare.tsx";
import { fields, mergingQueries } from "./words.ts";

const views = [
  { key: "firms", label: "企业", children: <Pairs key="firms" organizations={false} /> },
  { key: "organizations", label: "党组织", children: <Pairs key="organizations" organizations /> },
  { key: "two", label: "任选两条", children: <AnyTwo /> },
  { key: "merges", label: "合并记录", children: <Merges /> },
  { key: "distinct", label: "不是同一家", children: <Distinct /> },
];

/** 查重与合并: entries of the register that may be the same, and any two by hand. What is looked at stands in the address. */
export function DuplicatesPage() {
  const [params, setParams] = useSearchParams();
  const phone = usePhone();
  const view = params.has("a") ? "two" : (params.get("of") ?? "firms");
  const show = (key: string) => setParams(key === "two" ? { a: "" } : { of: key }, { replace: true });
  return (
    <Page
      title="查重与合并"
      question="名录里哪些企业或党组织录了两次"
      actions={<LinkButton to="/register">名录</LinkButton>}
    >
      {phone ? (
        // Five tabs do not fit beside each other.
        <Select
          aria-label="看哪些"
          value={view}
          onChange={show}
          options={views.map(({ key, label }) => ({ value: key, label }))}
        />
      ) : (
        <Tabs activeKey={view} onChange={show} items={views.map(({ key, label }) => ({ key, label }))} />
      )}
      {views.find(({ key }) => key === view)?.children}
    </Page>
  );
}

function Pairs({ organizations }: { organizations: boolean }) {
  const pages = usePages(duplicatesDocument, { organizations }, (answer) => answer.duplicatePairs);
  const pairs = pages.data?.pages.flatMap((page) => page.duplicatePairs.nodes);
  return (
    <Section
      title={
        pages.data?.pages[0] ? `${pages.data.pages[0].duplicatePairs.totalCount} 对可能重复` : "可能重复"
      }
      hint="按信用代码、名称、简称和别名找出来，由您决定是不是同一家。合并可以撤销。"
    >
      {!pairs && pages.error && <Failed error={pages.error} onRetry={() => void pages.refetch()} />}
      {!pairs && !pages.error && <LoadingRows rows={8} />}
      {pairs?.length === 0 && <Nothing>没有发现重复。知道哪两条是同一家时，到“任选两条”里合并。</Nothing>}
      {pairs?.map((pair) => (
        <PairCompare key={`${pair.id} ${pair.left.version} ${pair.right.version}`} pair={pair} />
      ))}
      <MoreRows pages={pages} />
    </Section>
  );
}

interface Picked {
  value: string;
  label: React.ReactNode;
}

/** Any two, found by name; from the page of one it is chosen already. */
function AnyTwo() {
  const [params, setParams] = useSearchParams();
  const navigate = useNavigate();
  const [a, b] = [params.get("a") ?? "", params.get("b") ?? ""];
  const pair = useQueryDocument(pairDocument, { a, b }, { enabled: a !== "" && b !== "" });
  const set = (key: "a" | "b") => (picked?: Picked) =>
    setParams({ a, b, [key]: picked?.value ?? "" }, { replace: true });
  const found = pair.data?.mergePair;
  return (
    <Section title="任选两条" hint="两家企业，或两个党组织，都在您负责的范围内。">
      <div className={styles.find}>
        <Pick id={a} label="第一条" onPick={set("a")} />
        <Pick id={b} label="第二条" onPick={set("b")} />
      </div>
      {pair.error && <Failed error={pair.error} onRetry={() => void pair.refetch()} />}
      {pair.isLoading && <LoadingRows rows={4} />}
      {pair.data && !found && (
        <Nothing>这两条不能合并：应是同一类的两条不同记录，并且都在您负责的范围内。</Nothing>
      )}
      {found && (
        <PairCompare
          key={`${found.id} ${found.left.version} ${found.right.version}`}
          pair={found}
          onMerged={(id) => void navigate(`/n/${encodeURIComponent(id)}`)}
        />
      )}
    </Section>
  );
}

function Pick({ id, label, onPick }: { id: string; label: string; onPick: (picked?: Picked) => void }) {
  const { data } = useQueryDocument(firstDocument, { id }, { enabled: id !== "" });
  const name = data?.node && "name" in data.node ? data.node.name : id;
  return (
    <SearchSelect<Picked>
      aria-label={label}
      kinds={["Enterprise", "PartyOrganization"]}
      placeholder={`${label}：输入名称查找`}
      nothing="没有找到"
      {...(id === "" ? {} : { value: { value: id, label: name } })}
      onChange={(picked) => onPick(picked)}
    />
  );
}

function Merges() {
  const pages = usePages(mergesDocument, {}, (answer) => answer.entryMerges);
  const merges = pages.data?.pages.flatMap((page) => page.entryMerges.nodes);
  const { ask } = useStep();
  const { message } = App.useApp();
  const undo = (id: string, kept: string, removed: string) =>
    ask({
      title: `撤销合并，恢复“${removed}”？`,
      content: `“${removed}”原来的资料和关系回到它自己名下；合并以后新增的留在“${kept}”。`,
      word: "撤销合并",
      work: async () => {
        const input = { clientMutationId: newMutationId(), id };
        const { undoMerge } = await send(undoMergeDocument, { input });
        const stay = undoMerge.stay.map((field) => fields[field] ?? "别名").join("、");
        message.success(stay ? `已撤销合并。${stay}在合并后改过，保留改过的内容。` : "已撤销合并");
      },
      changes: mergingQueries,
    });
  return (
    <Section title="合并记录">
      {!merges && pages.error && <Failed error={pages.error} onRetry={() => void pages.refetch()} />}
      {!merges && !pages.error && <LoadingRows />}
      {merges?.length === 0 && <Nothing>还没有合并过。</Nothing>}
      {merges && merges.length > 0 && (
        <Rows label="合并记录">
          {merges.map((merge) => (
            <Row
              key={merge.id}
              title={
                <>
                  {merge.removedName} 并入{" "}
                  <Link to={`/n/${encodeURIComponent(merge.keptId)}`}>{merge.keptName}</Link>
                </>
              }
              facts={[
                `${merge.byName}，${instant(merge.at)}`,
                `处理 ${merge.moved} 项关系`,
                merge.undoneAt && `已由${merge.undoneBy ?? "别人"}撤销，${instant(merge.undoneAt)}`,
              ]}
              action={
                !merge.undoneAt && (
                  <Button
                    aria-label={`撤销合并：${merge.removedName}`}
                    onClick={() => undo(merge.id, merge.keptName, merge.removedName)}
                  >
                    撤销合并
                  </Button>
                )
              }
            />
          ))}
        </Rows>
      )}
      <MoreRows pages={pages} />
    </Section>
  );
}

function Distinct() {
  const pages = usePages(distinctDocument, {}, (answer) => answer.distinctPairs);
  const pairs = pages.data?.pages.flatMap((page) => page.distinctPairs.nodes);
  const { take } = useStep();
  const back = (aId: string, bId: string) =>
    take({
      work: () =>
        send(tellApartDocument, { input: { clientMutationId: newMutationId(), aId, bId, distinct: false } }),
      done: "已取消，两条可以再次提示",
      changes: mergingQueries,
    });
  return (
    <Section title="不是同一家" hint="记在这里的不再提示；记错了可以取消。">
      {!pairs && pages.error && <Failed error={pages.error} onRetry={() => void pages.refetch()} />}
      {!pairs && !pages.error && <LoadingRows />}
      {pairs?.length === 0 && <Nothing>还没有记过。</Nothing>}
      {pairs && pairs.length > 0 && (
        <Rows label="不是同一家">
          {pairs.map(({ id, left, right, byName, at }) => (
            <Row
              key={id}
              title={
                <>
                  <Link to={`/n/${encodeURIComponent(left.id)}`}>{left.name}</Link> 与{" "}
                  <Link to={`/n/${encodeURIComponent(right.id)}`}>{right.name}</Link>
                </>
              }
              facts={[`${byName}，${instant(at)}`]}
              action={<Button onClick={() => void back(left.id, right.id)}>取消</Button>}
            />
          ))}
        </Rows>
      )}
      <MoreRows pages={pages} />
    </Section>
  );
}
