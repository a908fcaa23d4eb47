import { Select } from "antd";
import { useState } from "react";
import { graphql } from "../generated/gql.ts";
import type { NodeKind } from "../generated/graphql.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { ExampleBadge } from "../ui/bits.tsx";
import { KindShape } from "../ui/KindShape.tsx";
import { useDebounced } from "../ui/useDebounced.ts";
import styles from "./PlaceSelect.module.css";

const placeSearchDocument = graphql(`
  query PlaceSearch($text: String!, $kinds: [NodeKind!]) {
    search(text: $text, kinds: $kinds, first: 20) {
      node {
        id
        kind
        name
        variant
        example
      }
    }
  }
`);

/** A place with its name. */
export interface Place {
  value: string;
  label: string;
}

interface PlaceSelectProps<V> {
  id?: string;
  value?: V;
  onChange?: (value: V) => void;
  onBlur?: () => void;
  /** Kinds of node that may be chosen. */
  kinds: readonly string[];
  /** Finer than the kind, e.g. `hub` for alliances. */
  variant?: string;
  /** Offered before anything is typed. */
  usual?: readonly Place[];
  multiple?: boolean;
  placeholder?: string;
}

/** A place or several, found by name or initials. */
export function PlaceSelect<V extends Place | Place[]>(props: PlaceSelectProps<V>) {
  const { id, value, onChange, onBlur, kinds, variant, usual = [], multiple, placeholder } = props;
  const [typed, setTyped] = useState("");
  const asked = useDebounced(typed.trim(), 200);
  const hits = useQueryDocument(
    placeSearchDocument,
    { text: asked, kinds: kinds as NodeKind[] },
    { enabled: asked !== "" },
  );
  // What an earlier text had found is not offered: Enter would pick it.
  const current = asked === typed.trim();
  const found = (current ? (hits.data?.search ?? []) : [])
    .map(({ node }) => node)
    .filter((node) => !variant || node.variant === variant);
  const options =
    typed.trim() === ""
      ? usual.map((place) => ({ ...place, node: undefined }))
      : found.map((node) => ({ value: node.id, label: node.name, node }));
  return (
    <Select<V, (typeof options)[number]>
      id={id}
      labelInValue
      allowClear
      mode={multiple ? "multiple" : undefined}
      className={styles.select}
      popupMatchSelectWidth={false}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      placeholder={placeholder ?? "输入名称或拼音首字母查找"}
      value={value}
      onChange={(picked) => {
        setTyped("");
        onChange?.(picked);
      }}
      onBlur={onBlur}
      notFoundContent={
        typed.trim() === ""
          ? "输入名称或拼音首字母查找"
          : !current || hits.isFetching
            ? "正在查找"
            : "没有找到，换个说法试试"
      }
      options={options}
      optionRender={({ data: { label, node } }) => (
        <span className={styles.option}>
          {node && <KindShape kind={node.kind} variant={node.variant} />}
          <span className={styles.name}>{label}</span>
          {node && <ExampleBadge example={node.example} />}
        </span>
      )}
    />
  );
}
