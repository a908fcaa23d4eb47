import { Button, Checkbox, Drawer, Form, Input, Select } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { ItemCardFragment } from "../generated/graphql.ts";
import { usePages } from "../graphql/useQueryDocument.ts";
import { demandView, type EntryView } from "../lists/entry.ts";
import { placed, useChoices } from "../lists/useChoices.ts";
import { ExampleBadge } from "../ui/bits.tsx";
import { FormDialog } from "../ui/FormDialog.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { MoreRows } from "../ui/MoreRows.tsx";
import { Failed, LoadingRows, Nothing } from "../ui/states.tsx";
import { usePhone } from "../ui/useMedia.ts";
import styles from "./ConsolidationPage.module.css";
import { itemDocument } from "./documents.ts";
import type { BoardActions } from "./useBoardActions.ts";

interface ItemDrawerProps {
  id: string;
  title: string;
  items: readonly ItemCardFragment[];
  mayChange: boolean;
  actions: BoardActions;
  onClose: () => void;
}

/** All needs behind one item, with what can be done about them: by pointer, finger and keyboard alike. */
export function ItemDrawer({ id, title, items, mayChange, actions, onClose }: ItemDrawerProps) {
  const phone = usePhone();
  const [chosen, setChosen] = useState<string[]>([]);
  const [naming, setNaming] = useState(false);
  const [filing, setFiling] = useState(false);
  const item = items.find((one) => one.id === id);
  const pages = usePages(itemDocument, { id }, (r) => r.demandItem?.members ?? noPage);
  const needs = pages.data?.pages.flatMap((page) => page.demandItem?.members.nodes.map(demandView) ?? []);
  const mayName = mayChange && item !== undefined;
  const [first] = item?.firstNeeds ?? [];
  return (
    <Drawer
      open
      onClose={onClose}
      title={title}
      size={phone ? "100%" : 520}
      extra={
        <span className={styles.extra}>
          {first && <LinkButton to={`/demands/${encodeURIComponent(first.id)}`}>找资源</LinkButton>}
          {mayName && <Button onClick={() => setFiling(true)}>改类别</Button>}
          {mayName && <Button onClick={() => setNaming(true)}>改名</Button>}
        </span>
      }
      footer={
        mayName && (
          <Steps
            {...{ id, items, actions, chosen, onClose }}
            total={pages.data?.pages[0]?.demandItem?.members.totalCount ?? 0}
            onDone={() => setChosen([])}
          />
        )
      }
    >
      {item && (
        <p className={styles.quiet}>
          类别：{item.category ? placedName(item.category) : "未归类"}
          {item.categoryPinned && "（人工归类）"}。“找资源”按最有代表性的一条需求匹配。
        </p>
      )}
      {!needs &&
        (pages.error ? <Failed error={pages.error} onRetry={() => void pages.refetch()} /> : <LoadingRows />)}
      {needs?.length === 0 && <Nothing>这一项已经没有需求，可能刚被合并到别的项里。</Nothing>}
      <ul className={styles.members}>
        {needs?.map((need) => (
          <li key={need.id}>
            <Member
              need={need}
              chosen={chosen.includes(need.id)}
              onChoose={
                mayChange
                  ? (on) => setChosen(on ? [...chosen, need.id] : chosen.filter((other) => other !== need.id))
                  : undefined
              }
            />
          </li>
        ))}
      </ul>
      <MoreRows pages={pages} />
      <FormDialog<{ title: string }>
        open={naming}
        onClose={() => setNaming(false)}
        title="改名"
        word="保存名称"
        lead="联盟成员都会看到这个名称。留空则恢复为最有代表性的一条需求的原话。"
        initial={{ title }}
        submit={async (values) => {
          await actions.rename(id, values.title ?? "");
          return undefined;
        }}
      >
        <Form.Item name="title" label="名称" rules={[{ max: 60, message: "名称最多 60 字" }]}>
          <Input maxLength={60} showCount />
        </Form.Item>
      </FormDialog>
      {item && filing && <FileDialog item={item} actions={actions} onClose={() => setFiling(false)} />}
    </Drawer>
  );
}

const placedName = ({ name, parent }: NonNullable<ItemCardFragment["category"]>): string =>
  parent ? `${parent.name} / ${name}` : name;

interface FileDialogProps {
  item: ItemCardFragment;
  actions: BoardActions;
  onClose: () => void;
}

/** 改类别: where an item is filed, by somebody or by its needs. */
function FileDialog({ item, actions, onClose }: FileDialogProps) {
  const { categories, isPending } = useChoices();
  return (
    <FormDialog<{ categoryId?: string }>
      open
      onClose={onClose}
      title="改类别"
      word="保存类别"
      lead="人工归类以后，再次归并不会改动它。清空则恢复自动归类，下次归并时生效。"
      initial={item.category ? { categoryId: item.category.id } : {}}
      submit={async ({ categoryId }) => {
        await actions.file(item.id, categoryId ?? null);
        return undefined;
      }}
    >
      <Form.Item name="categoryId" label="类别">
        <Select
          allowClear
          loading={isPending}
          placeholder="按需求自动归类"
          showSearch={{ optionFilterProp: "label" }}
          options={categories
            .filter(({ retired }) => !retired)
            .map((one) => ({ ...one, label: placed(one) }))}
        />
      </Form.Item>
    </FormDialog>
  );
}

const noPage = { pageInfo: { hasNextPage: false } };

interface MemberProps {
  need: EntryView;
  chosen: boolean;
  onChoose: ((on: boolean) => void) | undefined;
}

function Member({ need, chosen, onChoose }: MemberProps) {
  return (
    <div className={styles.member}>
      {onChoose && (
        <Checkbox
          aria-label={`选择：${need.title}`}
          checked={chosen}
          onChange={(event) => onChoose(event.target.checked)}
        />
      )}
      <div className={styles.said}>
        <Link to={need.path}>{need.title}</Link> <ExampleBadge example={need.example} />
        {need.text && <p className={styles.quiet}>{need.text}</p>}
        {need.owner && <p className={styles.quiet}>{need.owner.name}</p>}
      </div>
    </div>
  );
}

interface StepsProps {
  id: string;
  items: readonly ItemCardFragment[];
  actions: BoardActions;
  chosen: string[];
  total: number;
  onDone: () => void;
  onClose: () => void;
}

/** Without a choice the whole item goes into another (合并), with one only what is chosen does (移动, 拆分). */
function Steps({ id, items, actions, chosen, total, onDone, onClose }: StepsProps) {
  const [target, setTarget] = useState<string>();
  const others = items.filter((item) => item.id !== id);
  const some = chosen.length > 0;
  const go = async () => {
    if (!target) return;
    const done = some ? await actions.move(chosen, id, target) : await actions.merge(id, target);
    if (!done) return;
    setTarget(undefined);
    onDone();
    if (!some || chosen.length === total) onClose();
  };
  return (
    <div className={styles.steps}>
      <Select
        className={styles.target}
        aria-label={some ? "移到哪一项" : "合并到哪一项"}
        placeholder={some ? `把选中的 ${chosen.length} 条移到…` : "把整项合并到…"}
        value={target}
        onChange={setTarget}
        showSearch={{ optionFilterProp: "label" }}
        options={others.map((item) => ({ value: item.id, label: `${item.title}（${item.count}）` }))}
      />
      <Button type="primary" disabled={!target} loading={actions.busy} onClick={() => void go()}>
        {some ? "移动" : "合并"}
      </Button>
      <Button
        disabled={!some || chosen.length === total}
        loading={actions.busy}
        onClick={async () => {
          if (await actions.move(chosen, id)) onDone();
        }}
      >
        拆成一项
      </Button>
    </div>
  );
}
