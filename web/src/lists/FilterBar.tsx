import { FilterOutlined } from "@ant-design/icons";
import { Button, Select } from "antd";
import { useState } from "react";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { SearchText } from "../ui/SearchText.tsx";
import { usePhone } from "../ui/useMedia.ts";
import { entryStates } from "../ui/words.ts";
import { choicesDocument } from "./documents.ts";
import { isNarrowed, type ListView } from "./filters.ts";
import styles from "./ListsPage.module.css";

interface FilterBarProps {
  view: ListView;
  /** Changes of the address; an empty value takes the key away. */
  onChange: (changes: Record<string, string>) => void;
}

/** Search, filters and order of a list. */
export function FilterBar({ view, onChange }: FilterBarProps) {
  const choices = useQueryDocument(choicesDocument, {});
  const categories = choices.data?.categories ?? [];
  const alliances = choices.data?.alliances ?? [];
  const phone = usePhone();
  const [open, setOpen] = useState(false);
  const choose = (key: string) => (value: string) => onChange({ [key]: value });
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
      {(!phone || open) && (
        <>
          <Select
            className={styles.select}
            aria-label="类别"
            value={view.categoryId}
            showSearch={{ optionFilterProp: "label" }}
            onChange={choose("category")}
            popupMatchSelectWidth={false}
            options={[
              { value: "", label: "全部类别" },
              ...categories.map((c) => ({
                value: c.id,
                label: c.parent ? `${c.parent.name} / ${c.name}` : c.name,
              })),
            ]}
          />
          <Select
            className={styles.select}
            aria-label="联盟"
            value={view.allianceId}
            onChange={choose("alliance")}
            popupMatchSelectWidth={false}
            options={[
              { value: "", label: "全部联盟" },
              ...alliances.map((a) => ({ value: a.id, label: a.shortName ?? a.name })),
            ]}
          />
          <Select
            className={styles.select}
            aria-label="状态"
            value={view.state}
            onChange={choose("state")}
            options={[
              ...Object.entries(entryStates).map(([value, label]) => ({ value, label })),
              { value: "all", label: "全部状态" },
            ]}
          />
          <Select
            className={styles.select}
            aria-label="来源"
            value={view.origin}
            onChange={choose("origin")}
            options={[
              { value: "all", label: "全部来源" },
              { value: "public", label: "公开资料" },
              { value: "example", label: "示例" },
            ]}
          />
          <Select
            className={styles.select}
            aria-label="排序"
            value={view.order}
            onChange={choose("order")}
            options={[
              { value: "newest", label: "最新优先" },
              { value: "soonest", label: "临近优先" },
            ]}
          />
        </>
      )}
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
