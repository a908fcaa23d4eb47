import { Form, Input, InputNumber, Select } from "antd";
import type { CoverMode, OrganizationKind, RegisteredOrganizationQuery } from "../generated/graphql.ts";
import { send } from "../graphql/client.ts";
import type { Choice } from "../lists/formValues.ts";
import { SearchSelect } from "../lists/pickers.tsx";
import { DayInput } from "../ui/DayInput.tsx";
import { FormDialog } from "../ui/FormDialog.tsx";
import { today } from "../ui/format.ts";
import { useRefresh } from "../ui/useRefresh.ts";
import { coverModes, organizationKinds } from "../ui/words.ts";
import { saveOrganizationDocument } from "./documents.ts";
import { LinkRows, NewEntryFields } from "./fields.tsx";
import styles from "./RegisterPage.module.css";
import { registerQueries } from "./words.ts";

type Organization = NonNullable<RegisteredOrganizationQuery["registeredOrganization"]>;

interface OrganizationValues {
  name: string;
  shortName?: string;
  kind: OrganizationKind;
  founded?: string;
  termYears?: number | null;
  lastElectedOn?: string;
  memberCount?: number | null;
  superiorId?: Choice;
  covers?: { enterprise?: Choice; mode: CoverMode }[];
  allianceId?: string;
  distinct?: boolean;
}

interface OrganizationDialogProps {
  /** Absent: a new one. */
  organization?: Organization;
  allianceId?: string;
  /** What a new one begins with. */
  prefill?: Partial<OrganizationValues>;
  onClose: () => void;
  onSaved?: (id: string) => void;
}

/** 党组织: all that the register keeps of an organisation, on one form. */
export function OrganizationDialog({
  organization,
  allianceId,
  prefill,
  onClose,
  onSaved,
}: OrganizationDialogProps) {
  const refresh = useRefresh(registerQueries);
  return (
    <FormDialog<OrganizationValues>
      open
      onClose={onClose}
      title={organization ? `修改${organization.name}` : "录入党组织"}
      word="保存"
      initial={organization ? valuesOf(organization) : { kind: "branch", allianceId, covers: [], ...prefill }}
      submit={async ({ allianceId: listed, distinct, superiorId, covers, ...values }, clientMutationId) => {
        const kept = (covers ?? []).flatMap(({ enterprise, mode }) =>
          enterprise ? [{ enterpriseId: enterprise.value, mode }] : [],
        );
        const { saveOrganization } = await send(saveOrganizationDocument, {
          input: {
            clientMutationId,
            id: organization?.id ?? null,
            expectedVersion: organization?.version ?? null,
            allianceId: organization ? null : (listed ?? null),
            distinct: distinct ?? false,
            fields: { ...values, superiorId: superiorId?.value ?? null, covers: kept },
          },
        });
        await refresh();
        onSaved?.(saveOrganization.organization.id);
        return undefined;
      }}
    >
      <Form.Item
        name="name"
        label="党组织名称"
        rules={[{ required: true, whitespace: true, message: "请填写党组织名称" }]}
      >
        <Input maxLength={100} />
      </Form.Item>
      {!organization && <NewEntryFields thing="个党组织" />}
      <div className={styles.pair}>
        <Form.Item name="kind" label="类型">
          <Select options={Object.entries(organizationKinds).map(([value, label]) => ({ value, label }))} />
        </Form.Item>
        <Form.Item name="memberCount" label="党员人数">
          <InputNumber min={0} precision={0} style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item name="founded" label="成立日期">
          <DayInput max={today()} />
        </Form.Item>
        <Form.Item name="lastElectedOn" label="上次换届">
          <DayInput max={today()} />
        </Form.Item>
        <Form.Item name="termYears" label="任期（年）">
          <InputNumber min={1} max={5} precision={0} style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item name="shortName" label="简称">
          <Input maxLength={30} />
        </Form.Item>
      </div>
      <Form.Item name="superiorId" label="上级党组织" extra="输入名称或拼音首字母查找">
        <SearchSelect<Choice> kinds={["PartyOrganization"]} />
      </Form.Item>
      <LinkRows
        name="covers"
        label="覆盖的企业"
        one="企业"
        fresh={{ mode: "independent" }}
        row={(at) => (
          <>
            <Form.Item
              name={[at, "enterprise"]}
              className={styles.wide}
              rules={[{ required: true, message: "请选企业" }]}
            >
              <SearchSelect<Choice>
                aria-label="企业"
                kinds={["Enterprise"]}
                placeholder="输入名称查找"
                nothing="没有找到"
              />
            </Form.Item>
            <Form.Item name={[at, "mode"]} className={styles.short}>
              <Select
                aria-label="组建方式"
                options={Object.entries(coverModes).map(([value, label]) => ({ value, label }))}
              />
            </Form.Item>
          </>
        )}
      />
    </FormDialog>
  );
}

const valuesOf = (organization: Organization): Partial<OrganizationValues> => ({
  name: organization.name,
  shortName: organization.shortName ?? undefined,
  kind: organization.kind,
  founded: organization.founded ?? undefined,
  termYears: organization.termYears,
  lastElectedOn: organization.lastElectedOn ?? undefined,
  memberCount: organization.memberCount,
  superiorId: organization.superior
    ? { value: organization.superior.id, label: organization.superior.name }
    : undefined,
  covers: organization.covers.map(({ enterpriseId, name, mode }) => ({
    enterprise: { value: enterpriseId, label: name },
    mode,
  })),
});
