import { useQueryClient } from "@tanstack/react-query";
import { Button, Checkbox, Form, Input, Radio, Switch } from "antd";
import { useState } from "react";
import type { ListColumn, OwnerKind } from "../generated/graphql.ts";
import { send } from "../graphql/client.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { Row, Rows, Section } from "../ui/Section.tsx";
import { LoadingRows, Part } from "../ui/states.tsx";
import { columnWords } from "./columns.ts";
import { listKindsDocument, setListKindDocument } from "./reviewDocuments.ts";
import type { ListKind } from "./useListKinds.ts";

const ownerWords: Record<OwnerKind, string> = {
  Enterprise: "企业",
  PartyOrganization: "党组织",
  Department: "部门",
};
const meaning = {
  demands: "谁需要什么",
  resources: "谁能提供什么",
  projects: "可以参加或使用的服务",
} as const;

interface Edited {
  kind: ListKind;
  /** Where it stands, from 1. */
  position: number;
}

/** What the three lists are called here and who fills them: it differs from district to district. */
export function ListKindSettings() {
  const answer = useQueryDocument(listKindsDocument, {});
  const [edited, setEdited] = useState<Edited>();
  return (
    <Section
      title="清单的名称、顺序和填报单位"
      hint="各地叫法不同：有的地方“项目清单”由单位提供，“资源清单”由部门提供。"
    >
      <Part query={answer} loading={<LoadingRows rows={3} />}>
        {({ listKinds }) => (
          <Rows label="三张清单">
            {listKinds.map((kind, at) => (
              <Row
                key={kind.list}
                title={kind.name}
                facts={[
                  kind.description ?? meaning[kind.list],
                  `填报单位：${kind.owners.map((owner) => ownerWords[owner]).join("、")}`,
                  `显示：${["标题", ...kind.columns.map((column) => columnWords[column])].join("、")}`,
                  !kind.enabled && "已停用",
                ]}
                action={
                  <Button
                    size="small"
                    aria-label={`设置${kind.name}`}
                    onClick={() => setEdited({ kind, position: at + 1 })}
                  >
                    设置
                  </Button>
                }
              />
            ))}
          </Rows>
        )}
      </Part>
      {edited && <ListKindDialog {...edited} onClose={() => setEdited(undefined)} />}
    </Section>
  );
}

interface ListKindValues {
  position: number;
  enabled: boolean;
  columns: ListColumn[];
  name: string;
  description?: string;
  owners: OwnerKind[];
}

function ListKindDialog({ kind, position, onClose }: Edited & { onClose: () => void }) {
  const cache = useQueryClient();
  const owners: OwnerKind[] = ["Enterprise", "PartyOrganization", "Department"];
  return (
    <FormDialog<ListKindValues>
      open
      onClose={onClose}
      title={`设置“${kind.name}”`}
      word="保存"
      initial={{
        name: kind.name,
        description: kind.description ?? "",
        owners: kind.owners,
        position,
        enabled: kind.enabled,
        columns: kind.columns,
      }}
      submit={async (values, clientMutationId) => {
        await send(setListKindDocument, {
          input: { clientMutationId, list: kind.list, expectedVersion: kind.version, ...values },
        });
        await cache.invalidateQueries();
        return undefined;
      }}
    >
      <Form.Item
        name="name"
        label="名称"
        rules={[{ required: true, whitespace: true, message: "请写清单的名称" }]}
      >
        <Input maxLength={12} />
      </Form.Item>
      <Form.Item name="description" label="说明">
        <Input maxLength={100} placeholder={meaning[kind.list]} />
      </Form.Item>
      <Form.Item
        name="owners"
        label="填报单位"
        extra="已有的条目不受影响"
        rules={[{ required: true, message: "请至少选一种填报单位" }]}
      >
        <Checkbox.Group options={owners.map((value) => ({ value, label: ownerWords[value] }))} />
      </Form.Item>
      <Form.Item name="position" label="排在第几">
        <Radio.Group options={[1, 2, 3].map((value) => ({ value, label: `第 ${value}` }))} />
      </Form.Item>
      <Form.Item name="columns" label="表格显示哪些列" extra="每个人仍可在清单上自选，手机上不分列">
        <Checkbox.Group
          options={Object.entries(columnWords).map(([value, label]) => ({
            value: value as ListColumn,
            label,
          }))}
        />
      </Form.Item>
      {kind.list !== "demands" && (
        <Form.Item
          name="enabled"
          label="启用"
          valuePropName="checked"
          extra="停用后清单页不再显示，也不能新增；已有的条目仍在，仍参与匹配"
        >
          <Switch />
        </Form.Item>
      )}
    </FormDialog>
  );
}
