import { FilterOutlined } from "@ant-design/icons";
import { Button, Select } from "antd";
import { useState } from "react";
import { SearchText } from "../ui/SearchText.tsx";
import { usePhone } from "../ui/useMedia.ts";
import { entryStates } from "../ui/words.ts";
import { isNarrowed, type ListView } from "./filters.ts";
import styles from "./ListsPage.module.css";
import { placed, useChoices } from "./useChoices.ts";

interface FilterBarProps {
  view: ListView;
  /** Changes of the address; an empty value takes the key away. */
  onChange: (changes: Record<string, string>) => void;
}

/** Search, filters and order of a list. */
export function FilterBar({ view, onChange }: FilterBarProps) {
  const phone = usePhone();
  const [open, setOpen] = useState(false);
  return (
    <search className={styles.filters}>
      <SearchText
        className={styles.search}
        label="在清单中查找"
        placeholder="在标题和内容中查找"
        text={view.text}
        onChange={(q) => onChange({ q })}
      />
      {phone && (
        <Button aria-expanded={open} icon={<FilterOutlined aria-hidden />} onClick={() => setOpen(!open)}>
          筛选
        </Button>
      )}
      {(!phone || open) && <Choices view={view} onChange={onChange} />}
      {isNarrowed(view) && (
        <Button
          type="text"
          onClick={() => onChange({ q: "", category: "", alliance: "", state: "", origin: "" })}
        >
          清除筛选
        </Button>
      )}
    </search>
  );
}

interface Option {
  value: string;
  label: string;
  disabled?: boolean;
}

/** What one can choose by, each with its words; the two that come from the graph are there when it has answered. */
function useFilters(view: ListView): { key: string; label: string; value: string; options: Option[] }[] {
  const { categories, alliances } = useChoices();
  const placedCategories = categories.map((category) => ({ ...category, label: placed(category) }));
  const states = Object.entries(entryStates).map(([value, label]) => ({ value, label }));
  const all = (value: string, label: string): Option => ({ value, label });
  return [
    {
      key: "category",
      label: "类别",
      value: view.categoryId,
      options: [all("", "全部类别"), ...placedCategories],
    },
    { key: "alliance", label: "联盟", value: view.allianceId, options: [all("", "全部联盟"), ...alliances] },
    { key: "state", label: "状态", value: view.state, options: [...states, all("all", "全部状态")] },
    { key: "origin", label: "来源", value: view.origin, options: origins },
    { key: "order", label: "排序", value: view.order, options: orders },
  ];
}

const origins: Option[] = [
  { value: "all", label: "全部来源" },
  { value: "public", label: "公开资料" },
  { value: "example", label: "示例" },
];

const orders: Option[] = [
  { value: "newest", label: "最新优先" },
  { value: "soonest", label: "临近优先" },
];

function Choices({ view, onChange }: FilterBarProps) {
  return useFilters(view).map(({ key, label, value, options }) => (
    <Select
      key={key}
      className={styles.select}
      aria-label={label}
      value={value}
      showSearch={key === "category" ? { optionFilterProp: "label" } : false}
      onChange={(chosen: string) => onChange({ [key]: chosen })}
      popupMatchSelectWidth={false}
      options={options}
    />
  ));
}
