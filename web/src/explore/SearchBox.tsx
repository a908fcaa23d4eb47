import { SearchOutlined } from "@ant-design/icons";
import { AutoComplete, Input, type InputRef } from "antd";
import { useEffect, useRef, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { sentenceOf } from "../graphql/client.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { ExampleBadge } from "../ui/bits.tsx";
import { KindShape } from "../ui/KindShape.tsx";
import { kindLabel } from "../ui/kinds.ts";
import { middleCut } from "../ui/names.ts";
import { pathOf } from "../ui/pathOf.ts";
import { useDebounced } from "../ui/useDebounced.ts";
import { usePhone } from "../ui/useMedia.ts";
import { searchDocument } from "./documents.ts";
import type { GraphNode } from "./knowledge.ts";
import styles from "./SearchBox.module.css";

const suggestions = 12;

/** One search for everything, by name, alias, pinyin, initials or code. `/` focuses it from anywhere. */
export function SearchBox() {
  const [text, setText] = useState("");
  const input = useRef<InputRef>(null);
  const open = useOpen();
  const phone = usePhone();
  useSlash(input);
  const { typed, found, pending, error } = useHits(text);
  const leave = (node: GraphNode) => {
    setText("");
    input.current?.blur();
    open(node);
  };
  const wait = useWaiting(typed, pending, () => found[0] && leave(found[0].node));
  return (
    <AutoComplete
      className={styles.search}
      value={text}
      onChange={setText}
      defaultActiveFirstOption
      options={found.map((hit) => ({ value: hit.node.id, label: <Hit {...hit} /> }))}
      notFoundContent={typed === "" ? null : <NoHit text={typed} pending={pending} error={error} />}
      onSelect={(id: string) => {
        const hit = found.find(({ node }) => node.id === id);
        if (hit) leave(hit.node);
      }}
    >
      <Input
        ref={input}
        aria-label="搜索联盟、党组织、企业、产品、需求和资源"
        placeholder={phone ? "搜索" : "搜索名称、拼音首字母或信用代码"}
        onKeyDown={({ key, nativeEvent }) => {
          // While an input method is open, Enter ends its word.
          if (key === "Enter" && !nativeEvent.isComposing) wait();
        }}
        prefix={<SearchOutlined aria-hidden className={styles.icon} />}
        suffix={phone ? null : <kbd className={styles.key}>/</kbd>}
      />
    </AutoComplete>
  );
}

/** What is found for exactly what is typed: nothing of an earlier text, so that Enter opens nothing else. */
function useHits(text: string) {
  const typed = text.trim();
  const asked = useDebounced(typed, 150);
  const hits = useQueryDocument(
    searchDocument,
    { text: asked, first: suggestions },
    { enabled: asked !== "" },
  );
  const current = asked === typed && typed !== "";
  return {
    typed,
    found: current ? (hits.data?.search ?? []) : [],
    pending: !current || hits.isPending,
    error: current ? hits.error : null,
  };
}

/** Enter before the answer is there: the returned function notes it, and `act` follows when the answer comes. */
function useWaiting(typed: string, pending: boolean, act: () => void): () => void {
  const [awaited, setAwaited] = useState<string>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `act` is another one at every drawing
  useEffect(() => {
    if (awaited === undefined) return;
    if (awaited === typed && pending) return;
    setAwaited(undefined);
    if (awaited === typed) act();
  }, [awaited, typed, pending]);
  return () => {
    if (typed !== "" && pending) setAwaited(typed);
  };
}

function Hit({ node, matchedOn, excerpt }: { node: GraphNode; matchedOn: string; excerpt?: string | null }) {
  return (
    <span className={styles.hit}>
      <KindShape kind={node.kind} variant={node.variant} />
      <span className={styles.name}>{middleCut(node.name, 28)}</span>
      {excerpt && matchedOn !== "name" && <span className={styles.excerpt}>{middleCut(excerpt, 18)}</span>}
      <ExampleBadge example={node.example} />
      <span className={styles.kind}>{kindLabel(node.kind, node.variant)}</span>
    </span>
  );
}

function NoHit({ text, pending, error }: { text: string; pending: boolean; error: unknown }) {
  if (error) return <span role="alert">{sentenceOf(error)}</span>;
  if (pending) return <span role="status">正在查找</span>;
  return <span role="status">没有找到“{text}”。可试试简称、拼音首字母或其中几个字。</span>;
}

/** On the drawing a hit is focused where it stands; elsewhere its page opens. */
function useOpen(): (node: GraphNode) => void {
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const phone = usePhone();
  return (node) => {
    const entry = node.kind === "Demand" || node.kind === "Offer";
    if (pathname !== "/alliance" || phone || entry) return void navigate(pathOf(node));
    const params = new URLSearchParams(search);
    params.set("focus", node.id);
    void navigate({ pathname, search: params.toString() });
  };
}

function useSlash(input: React.RefObject<InputRef | null>): void {
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof HTMLElement && event.target.closest("input, textarea, [contenteditable]");
      if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      input.current?.focus();
    };
    window.addEventListener("keydown", focus);
    return () => window.removeEventListener("keydown", focus);
  }, [input]);
}
