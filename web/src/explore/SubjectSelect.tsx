import { Select } from "antd";
import { cutOption } from "../ui/cut.ts";
import styles from "./AlliancePage.module.css";

export interface Subjects {
  options: { id: string; name: string }[];
  total: number;
  unit: string;
  things: string;
}

interface SubjectSelectProps {
  label: string;
  subjects: Subjects;
  value: string | undefined;
  onChange: (id: string) => void;
}

/** What the view is about, one of those that can be; typing narrows them. */
export function SubjectSelect({ label, subjects, value, onChange }: SubjectSelectProps) {
  const { options, total, unit, things } = subjects;
  return (
    <Select
      aria-label={label}
      className={styles.subject}
      value={value}
      options={[
        ...options.map(({ id, name }) => ({ value: id, label: name })),
        ...cutOption(options.length, total, unit, things),
      ]}
      onChange={onChange}
      showSearch={{ optionFilterProp: "label" }}
      popupMatchSelectWidth={false}
    />
  );
}
