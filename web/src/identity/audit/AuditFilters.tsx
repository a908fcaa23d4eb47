import { FilterOutlined } from "@ant-design/icons";
import { Button, Select } from "antd";
import { useState } from "react";
import { useQueryDocument } from "../../graphql/useQueryDocument.ts";
import { DayInput } from "../../ui/DayInput.tsx";
import { today } from "../../ui/format.ts";
import { useDebounced } from "../../ui/useDebounced.ts";
import { usePhone } from "../../ui/useMedia.ts";
import styles from "./AuditPage.module.css";
import { actionGroups } from "./auditWords.ts";
import { auditActorsDocument, auditTargetsDocument } from "./documents.ts";
import { useAuditEvents } from "./useAuditEvents.ts";
import { useNames } from "./useNames.ts";
import { type AuditView, isNarrowed, targetName, unnamed } from "./view.ts";

interface AuditFiltersProps {
  view: AuditView;
  onChange: (changes: Record<string, string>) => void;
}

/** Action, person, thing and days. On a phone behind a button. */
export function AuditFilters({ view, onChange }: AuditFiltersProps) {
  const phone = usePhone();
  const [open, setOpen] = useState(false);
  const none = { action: "", actor: "", target: "", from: "", to: "" };
  const shown = !phone || open;
  return (
    <search className={styles.filters}>
      {phone && (
        <Button aria-expanded={open} icon={<FilterOutlined aria-hidden />} onClick={() => setOpen(!open)}>
          筛选
        </Button>
      )}
      {shown && <Fields view={view} onChange={onChange} />}
      {isNarrowed(view) && <Button onClick={() => onChange(none)}>清除筛选</Button>}
    </search>
  );
}

const groups = actionGroups.map(({ label, actions }) => ({
  label,
  title: label,
  options: Object.entries(actions).map(([value, word]) => ({ value, label: word })),
}));

function Fields({ view, onChange }: AuditFiltersProps) {
  return (
    <>
      <Select
        className={styles.select}
        aria-label="做了什么"
        value={view.action}
        showSearch={{ optionFilterProp: "label" }}
        popupMatchSelectWidth={false}
        onChange={(action) => onChange({ action })}
        options={[{ value: "", label: "全部操作" }, ...groups]}
      />
      <ActorSelect view={view} onChange={onChange} />
      <TargetSelect view={view} onChange={onChange} />
      <div className={styles.days}>
        <DayInput
          aria-label="从哪一天"
          placeholder="从哪一天"
          value={view.from || undefined}
          max={view.to || today()}
          onChange={(from) => onChange({ from: from ?? "" })}
        />
        <span>至</span>
        <DayInput
          aria-label="到哪一天"
          placeholder="到哪一天"
          value={view.to || undefined}
          min={view.from || undefined}
          max={today()}
          onChange={(to) => onChange({ to: to ?? "" })}
        />
      </div>
    </>
  );
}

/** What somebody types to find people or things, once it rests. */
function useTyped(): { asked: string; setTyped: (text: string) => void } {
  const [typed, setTyped] = useState("");
  return { asked: useDebounced(typed.trim(), 250), setTyped };
}

function ActorSelect({ view, onChange }: AuditFiltersProps) {
  const { asked, setTyped } = useTyped();
  const { events } = useAuditEvents(view);
  const found = useQueryDocument(
    auditActorsDocument,
    { text: asked },
    { enabled: asked !== "", keepPrevious: true },
  );
  const current = events?.find(({ actorId }) => actorId === view.actor)?.actorName;
  const options = asked === "" ? [] : (found.data?.auditActors ?? []);
  return (
    <Select
      className={styles.select}
      aria-label="谁"
      placeholder="谁：输入姓名"
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped }}
      value={view.actor ? { value: view.actor, label: current ?? "所选的人" } : undefined}
      labelInValue
      onChange={(picked) => onChange({ actor: picked?.value ?? "" })}
      notFoundContent={
        asked === "" ? "输入姓名的一部分" : found.isFetching ? "正在查找" : "没有找到有记录的人"
      }
      options={options.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}

function TargetSelect({ view, onChange }: AuditFiltersProps) {
  const { asked, setTyped } = useTyped();
  const { events } = useAuditEvents(view);
  const first = events?.find(({ targetId }) => targetId === view.target);
  const names = useNames(first ? unnamed([first]) : []);
  const found = useQueryDocument(
    auditTargetsDocument,
    { text: asked },
    { enabled: asked !== "", keepPrevious: true },
  );
  const people = asked === "" ? [] : (found.data?.auditActors ?? []);
  const records = asked === "" ? [] : (found.data?.search ?? []);
  const groupOf = (label: string, options: { id: string; name: string }[]) =>
    options.length === 0
      ? []
      : [{ label, title: label, options: options.map(({ id, name }) => ({ value: id, label: name })) }];
  return (
    <Select
      className={styles.select}
      aria-label="对象"
      placeholder="对象：输入名称"
      allowClear
      popupMatchSelectWidth={false}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      value={
        view.target
          ? { value: view.target, label: (first && targetName(first, names)) ?? "所选的对象" }
          : undefined
      }
      labelInValue
      onChange={(picked) => onChange({ target: picked?.value ?? "" })}
      notFoundContent={
        asked === "" ? "输入人员、需求或资源的名称" : found.isFetching ? "正在查找" : "没有找到"
      }
      options={[
        ...groupOf("账号", people),
        ...groupOf(
          "需求和资源",
          records.map(({ node }) => node),
        ),
      ]}
    />
  );
}
