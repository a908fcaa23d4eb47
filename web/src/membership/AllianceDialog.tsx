import { Form, Input, Select } from "antd";
import type { AllianceKind, MembershipRulesQuery } from "../generated/graphql.ts";
import { send } from "../graphql/client.ts";
import { DayInput } from "../ui/DayInput.tsx";
import { FormDialog } from "../ui/FormDialog.tsx";
import { today } from "../ui/format.ts";
import { useRefresh } from "../ui/useRefresh.ts";
import { allianceKinds } from "../ui/words.ts";
import { saveAllianceDocument } from "./documents.ts";
import { membershipQueries } from "./words.ts";

interface AllianceValues {
  name: string;
  shortName?: string;
  kind: AllianceKind;
  chainId?: string;
  parentId?: string;
  registeredOn?: string;
  registrationNumber?: string;
  registeredWith?: string;
}

interface AllianceDialogProps {
  /** Absent: a new one. */
  alliance?: MembershipRulesQuery["alliances"][number] | undefined;
  choices: MembershipRulesQuery;
  onClose: () => void;
}

/** 联盟 and its 备案: a new one, or what may change of one that is there. */
export function AllianceDialog({ alliance, choices, onClose }: AllianceDialogProps) {
  const refresh = useRefresh([...membershipQueries, "EntryChoices"]);
  const parents = choices.alliances.filter(({ id }) => id !== alliance?.id);
  return (
    <FormDialog<AllianceValues>
      open
      onClose={onClose}
      title={alliance ? `修改${alliance.name}` : "新建联盟"}
      word="保存"
      initial={alliance ? valuesOf(alliance) : { kind: "chain" }}
      submit={async (values, clientMutationId) => {
        const { id = null, registration } = alliance ?? {};
        const chainId = values.kind === "chain" ? (values.chainId ?? null) : null;
        await send(saveAllianceDocument, {
          input: {
            clientMutationId,
            id,
            expectedVersion: registration?.version ?? null,
            fields: { ...values, kind: alliance?.kind ?? values.kind, chainId },
          },
        });
        await refresh();
        return undefined;
      }}
    >
      {(form) => (
        <>
          <Form.Item
            name="name"
            label="联盟名称"
            rules={[{ required: true, whitespace: true, message: "请填写联盟名称" }]}
          >
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name="shortName" label="简称">
            <Input maxLength={30} placeholder="可留空" />
          </Form.Item>
          {!alliance && (
            <>
              <Form.Item name="kind" label="类型" extra="类型和产业链建立以后不再改">
                <Select options={Object.entries(allianceKinds).map(([value, label]) => ({ value, label }))} />
              </Form.Item>
              <Form.Item noStyle dependencies={["kind"]}>
                {() =>
                  form.getFieldValue("kind") === "chain" && (
                    <Form.Item name="chainId" label="产业链">
                      <Select
                        allowClear
                        placeholder="选择产业链"
                        options={choices.chains.map(({ id, name }) => ({ value: id, label: name }))}
                      />
                    </Form.Item>
                  )
                }
              </Form.Item>
            </>
          )}
          {alliance?.kind !== "hub" && (
            <Form.Item name="parentId" label="上级联盟" extra="总联盟没有上级">
              <Select
                allowClear
                placeholder="选择上级联盟"
                options={parents.map(({ id, name }) => ({ value: id, label: name }))}
              />
            </Form.Item>
          )}
          <Form.Item name="registeredOn" label="备案日期">
            <DayInput max={today()} />
          </Form.Item>
          <Form.Item name="registrationNumber" label="备案编号">
            <Input maxLength={60} placeholder="可留空" />
          </Form.Item>
          <Form.Item name="registeredWith" label="备案机关">
            <Input maxLength={60} placeholder="可留空，如：区委两新工委" />
          </Form.Item>
        </>
      )}
    </FormDialog>
  );
}

const valuesOf = ({
  name,
  shortName,
  kind,
  parent,
  registration,
}: NonNullable<AllianceDialogProps["alliance"]>): Partial<AllianceValues> => ({
  name,
  shortName: shortName ?? undefined,
  kind,
  parentId: parent?.id,
  registeredOn: registration?.registeredOn ?? undefined,
  registrationNumber: registration?.registrationNumber ?? undefined,
  registeredWith: registration?.registeredWith ?? undefined,
});
