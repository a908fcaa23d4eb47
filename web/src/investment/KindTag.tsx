import { Tag } from "antd";
import type { GapKind } from "../generated/graphql.ts";
import { gapKinds } from "./words.ts";

const colours: Record<GapKind, string> = { fill: "red", extend: "blue", strengthen: "gold" };

/** 补链, 延链 or 强链: the word and its colour, dark enough to be read. */
export const KindTag = ({ kind }: { kind: GapKind }) => (
  <Tag color={colours[kind]} style={{ color: `var(--ant-${colours[kind]}-9)` }}>
    {gapKinds[kind]}
  </Tag>
);
