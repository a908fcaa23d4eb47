import { pinyinInitialsOf, pinyinOf } from "../server/language/pinyin.ts";
import { textHash } from "../server/language/textHash.ts";
import { words } from "../server/language/words.ts";
import { shortNameOf } from "./names.ts";

/** WGS-84 degrees. */
export interface Place {
  longitude: number;
  latitude: number;
}

/** A property as the graph model names it; days `YYYY-MM-DD`, instants ISO 8601 in UTC, whole numbers by `wholeNumbers`. */
export type PropertyValue = string | number | boolean | string[] | undefined;

export interface NodeRecord {
  id: string;
  /** The kind first; `Entity` is implied. */
  labels: string[];
  properties: Record<string, PropertyValue>;
  location?: Place | undefined;
}

export interface LinkRecord {
  type: string;
  from: string;
  to: string;
  /** Half-open interval of days. */
  since?: string | undefined;
  until?: string | undefined;
  properties?: Record<string, PropertyValue>;
}

/** Where a fact comes from: `file` and `row` (from 1, the header not counted) when it came from a data file. */
export interface SourceRow {
  id: string;
  title: string;
  url?: string | undefined;
  licence: string;
  programme?: string | undefined;
  file?: string | undefined;
  row?: number | undefined;
}

/** Nodes and links to be merged into the graph; links may end at nodes of an earlier data set. */
export interface Dataset {
  nodes: NodeRecord[];
  links: LinkRecord[];
  sources: SourceRow[];
  /** `[id of the node, id of its source]` */
  sourced: [string, string][];
}

export const emptyDataset = (): Dataset => ({ nodes: [], links: [], sources: [], sourced: [] });

/** One data set out of several, in their order. */
export const joinDatasets = (parts: Dataset[]): Dataset => ({
  nodes: parts.flatMap((part) => part.nodes),
  links: parts.flatMap((part) => part.links),
  sources: parts.flatMap((part) => part.sources),
  sourced: parts.flatMap((part) => part.sourced),
});

/** What a node with a name carries so that search finds it by name, short name, alias and pinyin. */
export function searchableProperties(name: string, aliases: string[] = []): Record<string, PropertyValue> {
  const shortName = shortNameOf(name);
  return {
    name,
    shortName,
    aliases,
    pinyin: pinyinOf(shortName),
    pinyinInitials: pinyinInitialsOf(shortName),
  };
}

/** A generated thing's name with its mark, where the name itself does not say 示例: `减速器（示例）`. */
export const markedName = (name: string): string => `${name}（示例）`;

/** A node with a name, found by search. `properties` may override nothing of the search properties. */
export function namedNode(
  kind: string,
  id: string,
  name: string,
  properties: Record<string, PropertyValue> & { aliases?: string[]; location?: never } = {},
  location?: Place,
): NodeRecord {
  return {
    id,
    labels: [kind, "Searchable"],
    properties: { ...properties, ...searchableProperties(name, properties.aliases) },
    location,
  };
}

/** What matching reads of a text beside its embedding, which the loader adds. */
export const matchedTextProperties = (text: string): Record<string, PropertyValue> => ({
  text,
  textHash: textHash(text),
  words: words(text).join(" "),
});
