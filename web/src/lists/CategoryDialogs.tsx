import { useQueryClient } from "@tanstack/react-query";
import { App, Form, Input, Select } from "antd";
import { send } from "../graphql/client.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { moveCategoryEntriesDocument, saveCategoryDocument } from "./categoryDocuments.ts";
import { type PlacedCategory, treeOptions } from "./categoryTree.ts";

interface CategoryDialogProps {
  tree: readonly PlacedCategory[];
  /** The one that is changed; absent: a new one. */
  category?: PlacedCategory | undefined;
  parentId?: string | undefined;
  onClose: () => void;
}

interface CategoryValues {
  name: string;
  parentId?: string;
}

/** A category's name and its place. */
export function CategoryDialog({ tree, category, parentId, onClose }: CategoryDialogProps) {
  const cache = useQueryClient();
  return (
    <FormDialog<CategoryValues>
      open
      onClose={onClose}
      title={category ? `修改“${category.name}”` : "新增类别"}
      word="保存"
      initial={{ name: category?.name, parentId: category ? category.parent?.id : parentId }}
      submit={async (values, clientMutationId) => {
        await send(saveCategoryDocument, {
          input: {
            clientMutationId,
            id: category?.id,
            expectedVersion: category?.version,
            name: values.name,
            parentId: values.parentId,
          },
        });
        await cache.invalidateQueries();
        return undefined;
      }}
    >
      <Form.Item
        name="name"
        label="名称"
        rules={[{ required: true, whitespace: true, message: "请写类别的名称" }]}
      >
        <Input maxLength={30} />
      </Form.Item>
      <Form.Item name="parentId" label="上级类别">
        <Select
          allowClear
          placeholder="没有上级，放在最上面"
          showSearch={{ optionFilterProp: "name" }}
          options={treeOptions(tree, category?.id)}
        />
      </Form.Item>
    </FormDialog>
  );
}

interface MoveEntriesDialogProps {
  tree: readonly PlacedCategory[];
  category: PlacedCategory;
  onClose: () => void;
}

/** Files everything of one category under another. */
export function MoveEntriesDialog({ tree, category, onClose }: MoveEntriesDialogProps) {
  const cache = useQueryClient();
  const { message } = App.useApp();
  return (
    <FormDialog<{ toId: string }>
      open
      onClose={onClose}
      title={`移走“${category.name}”下的条目`}
      word="移动"
      lead="这个类别自己的全部需求、资源和服务项目都归入所选的类别，包括您看不到的。下级类别的条目不动。"
      submit={async ({ toId }, clientMutationId) => {
        const { moveCategoryEntries } = await send(moveCategoryEntriesDocument, {
          input: { clientMutationId, fromId: category.id, toId },
        });
        await cache.invalidateQueries();
        void message.success(
          `已把 ${moveCategoryEntries.moved} 条归入“${moveCategoryEntries.category.name}”`,
        );
        return undefined;
      }}
    >
      <Form.Item name="toId" label="归入哪个类别" rules={[{ required: true, message: "请选择类别" }]}>
        <Select showSearch={{ optionFilterProp: "name" }} options={treeOptions(tree, category.id)} />
      </Form.Item>
    </FormDialog>
  );
}
