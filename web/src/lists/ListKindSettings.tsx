import { useQueryClient } from "@tanstack/react-query";
import { Button, Checkbox, Form, Input } from "antd";
import { useState } from "react";
import type { OwnerKind } from "../generated/graphql.ts";
import { send } from "../graphql/client.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { Row, Rows, Section } from "../ui/Section.tsx";
import { LoadingRows, Part } from "../ui/states.tsx";
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

/** What the three lists are called here and who fills them: it differs from district to district. */
export function ListKindSettings() {
  const answer = useQueryDocument(listKindsDocument, {});
  const [edited, setEdited] = useState<ListKind>();
  return (
    <Section
      title="清单的名称和填报单位"
      hint="各地叫法不同：有的地方“项目清单”由单位提供，“资源清单”由部门提供。"
    >
      <Part query={answer} loading={<LoadingRows rows={3} />}>
        {({ listKinds }) => (
          <Rows label="三张清单">
            {listKinds.map((kind) => (
              <Row
                key={kind.list}
                title={kind.name}
                facts={[
                  kind.description ?? meaning[kind.list],
                  `填报单位：${kind.owners.map((owner) => ownerWords[owner]).join("、")}`,
                ]}
                action={
                  <Button size="small" aria-label={`设置${kind.name}`} onClick={() => setEdited(kind)}>
                    设置
                  </Button>
                }
              />
            ))}
          </Rows>
        )}
      </Part>
      {edited && <ListKindDialog kind={edited} onClose={() => setEdited(undefined)} />}
    </Section>
  );
}

interface ListKindValues {
  name: string;
  description?: string;
  owners: OwnerKind[];
}

function ListKindDialog({ kind, onClose }: { kind: ListKind; onClose: () => void }) {
  const cache = useQueryClient();
  const owners: OwnerKind[] = ["Enterprise", "PartyOrganization", "Department"];
  return (
    <FormDialog<ListKindValues>
      open
      onClose={onClose}
      title={`设置“${kind.name}”`}
      word="保存"
      initial={{ name: kind.name, description: kind.description ?? "", owners: kind.owners }}
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
    </FormDialog>
  );
}
