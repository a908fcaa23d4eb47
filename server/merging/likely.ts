import { alike, nameCore, plainName } from "../language/names.ts";

/*
 * Which entries of the register may be the same thing twice: plain values, nothing of the graph. Nothing is decided here;
 * each pair is put to the user with its reasons.
 */

/** Why two entries may be the same, the surest first. */
export const reasons = ["sameCode", "sameName", "alias", "sameCore", "alike"] as const;
export type Reason = (typeof reasons)[number];

export interface NamedEntry {
  id: string;
  name: string;
  shortName: string | null;
  aliases: readonly string[];
  creditCode: string | null;
  /** Kind of a party organisation: a branch and the committee above it share their house's name and are two. */
  variant: string | null;
}

export interface LikelyPair {
  /** Id of the lesser id, then the greater: the same pair has one key. */
  id: string;
  aId: string;
  bId: string;
  reasons: Reason[];
  /** 0 to 1, for the order. */
  likeness: number;
}

/** The key of a pair, whichever of the two is named first. */
export const pairKey = (a: string, b: string): string => (a < b ? `${a}|${b}` : `${b}|${a}`);

const likeFrom = 0.8;
const coreFrom = 4;
// A sign or pair of signs that more names than this carry tells nothing of any of them.
const commonFrom = 120;

interface Prepared {
  entry: NamedEntry;
  plain: string;
  core: string;
  /** Short name and aliases, as they are compared. */
  others: string[];
  code: string | null;
  numbers: string;
}

// 第一支部 and 第二支部, 一厂 and 二厂: alike in every sign but the one that matters.
const numbersIn = (name: string): string =>
  (name.match(/[0-9０-９一二三四五六七八九十甲乙丙丁东西南北]+/gu) ?? []).join(",");

function prepare(entry: NamedEntry): Prepared {
  const plain = plainName(entry.name);
  return {
    entry,
    plain,
    core: nameCore(entry.name),
    others: [entry.shortName, ...entry.aliases].flatMap((name) => (name ? [plainName(name)] : [])),
    code: entry.creditCode?.replace(/[\s-]/g, "").toUpperCase() || null,
    numbers: numbersIn(plain),
  };
}

const signPairs = (text: string): string[] => {
  const signs = [...text];
  return [...new Set(signs.slice(1).map((sign, i) => `${signs[i]}${sign}`))];
};

/** Where each word stands: entries by their code, names and pairs of signs. */
function indexed(all: readonly Prepared[], wordsOf: (one: Prepared) => readonly string[]): number[][] {
  const byWord = new Map<string, number[]>();
  all.forEach((one, index) => {
    for (const word of new Set(wordsOf(one))) {
      const found = byWord.get(word);
      if (found) found.push(index);
      else byWord.set(word, [index]);
    }
  });
  return [...byWord.values()].filter((group) => group.length > 1 && group.length <= commonFrom);
}

/**
 * Pairs of entries that may be the same, the likeliest first.
 * @param apart keys of pairs that somebody said are not the same
 */
export function likelyPairs(entries: readonly NamedEntry[], apart: ReadonlySet<string>): LikelyPair[] {
  const all = entries.map(prepare);
  const groups = [
    ...indexed(all, ({ code }) => (code ? [code] : [])),
    ...indexed(all, ({ plain, others }) => [plain, ...others]),
    ...indexed(all, ({ core }) => signPairs(core)),
  ];
  const found = new Map<string, LikelyPair>();
  const looked = new Set<number>();
  for (const group of groups)
    for (let i = 0; i < group.length; i++)
      for (let j = i + 1; j < group.length; j++) {
        const [left, right] = [group[i] as number, group[j] as number];
        const both = Math.min(left, right) * all.length + Math.max(left, right);
        if (looked.has(both)) continue;
        looked.add(both);
        const pair = judged(all[left] as Prepared, all[right] as Prepared);
        if (pair && !apart.has(pair.id)) found.set(pair.id, pair);
      }
  return [...found.values()].sort((a, b) => b.likeness - a.likeness || (a.id < b.id ? -1 : 1));
}

/** Why two entries may be the same; null when nothing says so. */
export const judge = (a: NamedEntry, b: NamedEntry): LikelyPair | null => judged(prepare(a), prepare(b));

function judged(a: Prepared, b: Prepared): LikelyPair | null {
  const found: Reason[] = [];
  const sameKind = a.entry.variant === b.entry.variant;
  if (a.code !== null && a.code === b.code) found.push("sameCode");
  if (a.plain === b.plain) found.push("sameName");
  else if (a.others.includes(b.plain) || b.others.includes(a.plain)) found.push("alias");
  const twoCodes = a.code !== null && b.code !== null && a.code !== b.code;
  let likeness = 0;
  // A code of its own says that it is another firm, however alike the names.
  // Of a name published with stars nobody knows what it is like.
  const masked = /[*＊]/.test(a.plain + b.plain);
  if (found.length === 0 && sameKind && !twoCodes && !masked && a.numbers === b.numbers) {
    likeness = alike(a.core, b.core);
    if (a.core === b.core && a.core.length >= coreFrom) found.push("sameCore");
    else if (likeness >= likeFrom) found.push("alike");
  }
  if (found.length === 0) return null;
  const [aId, bId] = a.entry.id < b.entry.id ? [a.entry.id, b.entry.id] : [b.entry.id, a.entry.id];
  const surest = 5 - reasons.indexOf(found[0] as Reason);
  return { id: pairKey(aId, bId), aId, bId, reasons: found, likeness: (surest + likeness) / 6 };
}
