import { Form, Input, InputNumber, Select } from "antd";
import type { PositionRole, RegisteredEnterpriseQuery, Scale } from "../generated/graphql.ts";
import { send } from "../graphql/client.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { useRefresh } from "../ui/useRefresh.ts";
import { scales } from "../ui/words.ts";
import { formChoicesDocument, saveEnterpriseDocument } from "./documents.ts";
import { LinkRows, NewEntryFields } from "./fields.tsx";
import styles from "./RegisterPage.module.css";
import { positionRoles, registerQueries } from "./words.ts";

type Firm = NonNullable<RegisteredEnterpriseQuery["registeredEnterprise"]>;

interface FirmValues {
  name: string;
  shortName?: string;
  aliases?: string[];
  creditCode?: string;
  scale?: Scale;
  employees?: number | null;
  partyMembers?: number | null;
  tags?: string[];
  parkId?: string;
  positions?: { positionId?: string; role: PositionRole }[];
  allianceId?: string;
  distinct?: boolean;
}

interface EnterpriseDialogProps {
  /** Absent: a new one. */
  firm?: Firm;
  allianceId?: string;
  onClose: () => void;
  onSaved?: (id: string) => void;
}

const knownTags = ["规上", "专精特新", "小巨人", "上市", "高新"].map((tag) => ({ value: tag, label: tag }));

/** 企业: all that the register keeps of a firm, on one form. */
export function EnterpriseDialog({ firm, allianceId, onClose, onSaved }: EnterpriseDialogProps) {
  const refresh = useRefresh(registerQueries);
  const choices = useQueryDocument(formChoicesDocument, {});
  const positions = (choices.data?.chains ?? []).map(({ id, name, positions: steps }) => ({
    label: name,
    title: id,
    options: steps.map((step) => ({ value: step.id, label: step.name })),
  }));
  return (
    <FormDialog<FirmValues>
      open
      onClose={onClose}
      title={firm ? `修改${firm.name}` : "录入企业"}
      word="保存"
      initial={firm ? valuesOf(firm) : { allianceId, positions: [] }}
      submit={async ({ allianceId: listed, distinct, ...values }, clientMutationId) => {
        const kept = (values.positions ?? []).flatMap(({ positionId, role }) =>
          positionId ? [{ positionId, role }] : [],
        );
        const { saveEnterprise } = await send(saveEnterpriseDocument, {
          input: {
            clientMutationId,
            id: firm?.id ?? null,
            expectedVersion: firm?.version ?? null,
            allianceId: firm ? null : (listed ?? null),
            distinct: distinct ?? false,
            fields: { ...values, positions: kept },
          },
        });
        await refresh();
        onSaved?.(saveEnterprise.enterprise.id);
        return undefined;
      }}
    >
      <Form.Item
        name="name"
        label="企业名称"
        rules={[{ required: true, whitespace: true, message: "请填写企业名称" }]}
      >
        <Input maxLength={100} />
      </Form.Item>
      {!firm && <NewEntryFields thing="家企业" />}
      <Form.Item name="creditCode" label="统一社会信用代码" extra="18 位，可留空">
        <Input maxLength={30} />
      </Form.Item>
      <div className={styles.pair}>
        <Form.Item name="shortName" label="简称">
          <Input maxLength={30} placeholder="留空时取名称的主要部分" />
        </Form.Item>
        <Form.Item name="scale" label="规模">
          <Select
            allowClear
            placeholder="不清楚可留空"
            options={Object.entries(scales).map(([value, label]) => ({ value, label }))}
          />
        </Form.Item>
        <Form.Item name="employees" label="职工人数">
          <InputNumber min={0} precision={0} style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item name="partyMembers" label="正式党员人数">
          <InputNumber min={0} precision={0} style={{ width: "100%" }} />
        </Form.Item>
      </div>
      <Form.Item name="aliases" label="别名和曾用名" extra="写一个按一次回车">
        <Select mode="tags" open={false} suffixIcon={null} maxCount={20} />
      </Form.Item>
      <Form.Item name="tags" label="标签">
        <Select mode="tags" options={knownTags} maxCount={20} />
      </Form.Item>
      <Form.Item name="parkId" label="所在园区">
        <Select
          allowClear
          placeholder="可留空"
          options={(choices.data?.parks ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <LinkRows
        name="positions"
        label="所在链位"
        one="链位"
        fresh={{ role: "supporting" }}
        row={(at) => (
          <>
            <Form.Item
              name={[at, "positionId"]}
              className={styles.wide}
              rules={[{ required: true, message: "请选链位" }]}
            >
              <Select
                aria-label="链位"
                showSearch={{ optionFilterProp: "label" }}
                placeholder="选择链位"
                options={positions}
              />
            </Form.Item>
            <Form.Item name={[at, "role"]} className={styles.short}>
              <Select
                aria-label="在链位上的角色"
                options={Object.entries(positionRoles).map(([value, label]) => ({ value, label }))}
              />
            </Form.Item>
          </>
        )}
      />
    </FormDialog>
  );
}

const valuesOf = (firm: Firm): Partial<FirmValues> => ({
  name: firm.name,
  shortName: firm.shortName ?? undefined,
  aliases: firm.aliases,
  creditCode: firm.creditCode ?? undefined,
  scale: firm.scale ?? undefined,
  employees: firm.employees,
  partyMembers: firm.partyMembers,
  tags: firm.tags,
  parkId: firm.park?.id,
  positions: firm.positions.map(({ positionId, role }) => ({ positionId, role })),
});
