import { Form, Select } from "antd";
import type { RolesQuery } from "../../generated/graphql.ts";
import { useQueryDocument } from "../../graphql/useQueryDocument.ts";
import { DayInput } from "../../ui/DayInput.tsx";
import { dayAfter, today } from "../../ui/format.ts";
import { type Place, PlaceSelect } from "../PlaceSelect.tsx";
import { permissions } from "../words.ts";
import { rolesDocument } from "./documents.ts";
import styles from "./GrantFields.module.css";

type RoleInfo = RolesQuery["roles"][number];

/** A grant while it is being filled in. */
export interface GrantValues {
  role?: RoleInfo["role"];
  /** Named as the server names it, so that what it refuses is said at the field. */
  placeId?: Place;
  until?: string;
}

/** A filled-in grant as the server takes it. */
export const grantInput = ({ role, placeId, until }: GrantValues) => ({
  role: role as RoleInfo["role"],
  placeId: placeId?.value,
  until,
});

interface GrantFieldsProps {
  /** Where the grant's values stand in the form: empty at its top, a path inside a list. */
  at?: (string | number)[];
  /** The list whose fields these are, for `Form.List`. */
  within?: (string | number)[];
}

/** Role, the place it holds over where it needs one, and its end. */
export function GrantFields({ at = [], within = [] }: GrantFieldsProps) {
  const form = Form.useFormInstance();
  const answer = useQueryDocument(rolesDocument, {});
  const roles = (answer.data?.roles ?? []).filter(({ grantable }) => grantable);
  const chosen = Form.useWatch([...within, ...at, "role"], form) as RoleInfo["role"] | undefined;
  const role = roles.find((one) => one.role === chosen);
  const placed = role !== undefined && role.placeKinds.length > 0;
  return (
    <>
      <Form.Item
        name={[...at, "role"]}
        label="角色"
        extra={role && `可以：${can(role)}`}
        rules={[{ required: true, message: "请选择角色" }]}
      >
        <Select
          loading={answer.isPending}
          placeholder="选择角色"
          options={roles.map(({ role: value, name: label }) => ({ value, label }))}
          onChange={() => form.setFieldValue([...within, ...at, "placeId"], undefined)}
        />
      </Form.Item>
      <div className={placed ? styles.pair : undefined}>
        {placed && (
          <Form.Item
            name={[...at, "placeId"]}
            label={placeLabel(role)}
            rules={[{ required: true, message: "请选择范围" }]}
          >
            <PlaceSelect
              kinds={role.placeKinds}
              variant={role.role === "hubCoordinator" ? "hub" : undefined}
            />
          </Form.Item>
        )}
        <Form.Item name={[...at, "until"]} label="角色有效期至" extra={placed ? undefined : "不填则一直有效"}>
          <DayInput min={dayAfter(today())} placeholder="不填则一直有效" />
        </Form.Item>
      </div>
    </>
  );
}

const can = (role: RoleInfo): string =>
  role.permissions
    .filter((permission) => permission !== "enter")
    .map((permission) => permissions[permission])
    .join("、");

const kindWords: Record<string, string> = {
  Alliance: "联盟",
  PartyOrganization: "党组织",
  Department: "部门",
  IndustryChain: "产业链",
  Park: "园区",
};

/** 在哪个联盟、产业链或园区. */
function placeLabel({ role, placeKinds }: RoleInfo): string {
  if (role === "bank") return "哪家银行";
  if (role === "hubCoordinator") return "哪个总联盟";
  const words = placeKinds.map((kind) => kindWords[kind] ?? kind);
  return `哪个${words.join("、").replace(/、([^、]*)$/, "或$1")}`;
}
