import { Button, Dropdown, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { send } from "../graphql/client.ts";
import { newMutationId } from "../graphql/mutationId.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { Count } from "../ui/Count.tsx";
import { Section } from "../ui/Section.tsx";
import { LoadingRows, Part } from "../ui/states.tsx";
import { useStep } from "../ui/useStep.tsx";
import { CategoryDialog, MoveEntriesDialog } from "./CategoryDialogs.tsx";
import styles from "./CategorySettings.module.css";
import { categoryTreeDocument, setCategoryRetiredDocument } from "./categoryDocuments.ts";
import { inTreeOrder, type PlacedCategory } from "./categoryTree.ts";

/** What is open: a category to change, one to empty, or a new one below another. */
type Open =
  | { what: "edit"; category: PlacedCategory }
  | { what: "move"; category: PlacedCategory }
  | { what: "add"; parentId?: string };

/** The tree of categories: add, rename, move, retire; nothing that is filed is ever lost. */
export function CategorySettings() {
  const answer = useQueryDocument(categoryTreeDocument, {});
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  return (
    <Section
      title="类别"
      hint="最多 5 级、200 个。停用的类别不能再选，已归入的条目仍在原处，可以移到别的类别。"
      actions={
        <Button type="primary" onClick={() => setOpen({ what: "add" })}>
          新增类别
        </Button>
      }
    >
      <Part query={answer} loading={<LoadingRows rows={8} />}>
        {({ categories }) => {
          const tree = inTreeOrder(categories);
          return (
            <>
              <ul className={styles.tree} aria-label="类别">
                {tree.map((category) => (
                  <CategoryRow key={category.id} category={category} onOpen={setOpen} />
                ))}
              </ul>
              {open?.what === "move" && (
                <MoveEntriesDialog tree={tree} category={open.category} onClose={close} />
              )}
              {open && open.what !== "move" && (
                <CategoryDialog
                  tree={tree}
                  category={open.what === "edit" ? open.category : undefined}
                  parentId={open.what === "add" ? open.parentId : undefined}
                  onClose={close}
                />
              )}
            </>
          );
        }}
      </Part>
    </Section>
  );
}

function CategoryRow({ category, onOpen }: { category: PlacedCategory; onOpen: (open: Open) => void }) {
  const { take } = useStep();
  const { id, name, level, retired, version, totalCount, isGroup } = category;
  const retire = () =>
    take({
      done: retired ? `已恢复“${name}”` : `已停用“${name}”，已归入的条目仍在原处`,
      changes: ["CategoryTree", "EntryChoices"],
      work: () =>
        send(setCategoryRetiredDocument, {
          input: { clientMutationId: newMutationId(), id, expectedVersion: version, retired: !retired },
        }),
    });
  const items = [
    ...(retired
      ? []
      : [
          { key: "edit", label: "改名或移动", onClick: () => onOpen({ what: "edit", category }) },
          { key: "add", label: "在下面新增", onClick: () => onOpen({ what: "add", parentId: id }) },
        ]),
    ...(totalCount > 0
      ? [{ key: "move", label: "移走条目", onClick: () => onOpen({ what: "move", category }) }]
      : []),
    { key: "retire", label: retired ? "恢复" : "停用", onClick: () => void retire() },
  ];
  return (
    <li className={styles.row} style={{ paddingInlineStart: `calc(var(--ant-padding-lg) * ${level})` }}>
      <span className={styles.name}>
        {name} {retired && <Tag>已停用</Tag>}
      </span>
      {totalCount > 0 ? (
        <Link to={`/lists?state=all&category=${encodeURIComponent(id)}`}>
          <Count of={category} unit="条" />
        </Link>
      ) : (
        !isGroup && <span className={styles.none}>没有条目</span>
      )}
      <Dropdown menu={{ items }} trigger={["click"]}>
        <Button size="small" aria-label={`${name}：操作`}>
          操作
        </Button>
      </Dropdown>
    </li>
  );
}
