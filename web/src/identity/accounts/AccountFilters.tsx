import { Button, Select } from "antd";
import type { AccountFilter, AccountState, Role } from "../../generated/graphql.ts";
import { SearchText } from "../../ui/SearchText.tsx";
import { accountStates, roles } from "../words.ts";
import styles from "./AccountsPage.module.css";

/** Which accounts are listed; empty texts for no filter. */
export interface AccountView {
  text: string;
  state: AccountState | "";
  role: Role | "";
}

/** The view that an address describes. */
export function readAccountView(params: URLSearchParams): AccountView {
  const state = params.get("state") ?? "";
  const role = params.get("role") ?? "";
  return {
    text: params.get("q") ?? "",
    state: state in accountStates ? (state as AccountState) : "",
    role: role in roles ? (role as Role) : "",
  };
}

/** The view as the server takes it. */
export const toAccountFilter = ({ text, state, role }: AccountView): AccountFilter => ({
  ...(text ? { text } : {}),
  ...(state ? { state } : {}),
  ...(role ? { role } : {}),
});

export const isNarrowed = (view: AccountView): boolean => Object.keys(toAccountFilter(view)).length > 0;

interface AccountFiltersProps {
  view: AccountView;
  onChange: (changes: Record<string, string>) => void;
}

/** Search by name, state and role. */
export function AccountFilters({ view, onChange }: AccountFiltersProps) {
  const held = Object.entries(roles).filter(([role]) => role !== "guest" && role !== "dutySecretary");
  return (
    <search className={styles.filters}>
      <SearchText
        className={styles.search}
        label="查找账号"
        placeholder="查找姓名或用户名"
        text={view.text}
        onChange={(q) => onChange({ q })}
      />
      <Select
        className={styles.select}
        aria-label="状态"
        value={view.state}
        onChange={(state) => onChange({ state })}
        options={[
          { value: "", label: "全部状态" },
          ...Object.entries(accountStates).map(([value, label]) => ({ value, label })),
        ]}
      />
      <Select
        className={styles.select}
        aria-label="角色"
        value={view.role}
        onChange={(role) => onChange({ role })}
        options={[{ value: "", label: "全部角色" }, ...held.map(([value, label]) => ({ value, label }))]}
      />
      {isNarrowed(view) && <Button onClick={() => onChange({ q: "", state: "", role: "" })}>清除筛选</Button>}
    </search>
  );
}
