import { Converter } from "opencc-js/t2cn";

const toSimplified = Converter({ from: "t", to: "cn" });

// Longest first: "股份有限公司" ends in "有限公司".
const legalForms =
  /(?:集团)?(?:有限责任公司|股份有限公司|有限公司|股份公司|集团公司|总公司|公司|厂)(?:\(.*\))?$/u;
const places = /^(?:中国|重庆市?|铜梁区?|重庆市铜梁区?)+/u;

/** A name as it is compared: simplified characters, half-width, without spaces, quotes and the signs of brackets. */
export const plainName = (name: string): string =>
  toSimplified(name.normalize("NFKC"))
    .replace(/\p{Format}|[\s"'“”‘’《》·]/gu, "")
    .toLowerCase();

/** Without brackets and legal form: 重庆（铜梁）精工机械有限公司 → 重庆精工机械. */
export const nameCore = (name: string): string => {
  const plain = plainName(name).replace(/\([^)]*\)/g, "");
  return plain.replace(legalForms, "") || plain;
};

/** Something of the graph that a name may mean. */
export interface NamedThing {
  id: string;
  kind: string;
  name: string;
  shortName: string | null;
  aliases: readonly string[];
}

export type Resolution =
  /** One thing, beyond doubt. */
  | { found: NamedThing }
  /** Some that it may be: the user says which. Best first, 5 at most. */
  | { doubtful: NamedThing[] }
  /** Nothing like it. */
  | { unknown: true };

/** A name without its legal form, as the short name of a new firm; the name itself when nothing would remain. */
export const shortNameOf = (name: string): string => name.replace(legalForms, "") || name;

const only = (things: readonly NamedThing[]): NamedThing | undefined =>
  things.length === 1 ? things[0] : undefined;

/** Dice's coefficient over pairs of characters, 0 to 1. */
export function alike(a: string, b: string): number {
  const pairs = (text: string): string[] => [...text].slice(1).map((sign, i) => `${[...text][i]}${sign}`);
  const [left, right] = [pairs(a), pairs(b)];
  if (left.length === 0 || right.length === 0) return a === b ? 1 : 0;
  const rest = [...right];
  const shared = left.filter((pair) => {
    const at = rest.indexOf(pair);
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  });
  return (2 * shared.length) / (left.length + right.length);
}

const doubtfulFrom = 0.5;

/**
 * Which thing a written name means. Certain: the same name, short name or alias in any spelling (traditional characters,
 * full-width signs, spaces), or the same without the legal form, when exactly one thing fits. Otherwise those that are
 * alike are put to the user, never taken by themselves.
 */
export function resolveName(written: string, candidates: readonly NamedThing[]): Resolution {
  const plain = plainName(written);
  const core = nameCore(written);
  const exact = candidates.filter(({ name }) => plainName(name) === plain);
  const sure =
    only(exact) ??
    (exact.length === 0
      ? only(
          candidates.filter(({ shortName, aliases }) =>
            [shortName, ...aliases].some((other) => other && plainName(other) === plain),
          ),
        )
      : undefined);
  if (sure) return { found: sure };
  const sameCore = exact.length > 0 ? [] : candidates.filter(({ name }) => nameCore(name) === core);
  const found = only(sameCore);
  if (found && core.length >= 4) return { found };
  const bare = core.replace(places, "");
  const near = candidates
    .map((thing) => ({ thing, near: closeness(thing, plain, core, bare) }))
    .filter(({ near: value }) => value >= doubtfulFrom)
    .sort((a, b) => b.near - a.near || a.thing.name.localeCompare(b.thing.name, "zh-CN"));
  if (near.length === 0) return { unknown: true };
  return { doubtful: near.slice(0, 5).map(({ thing }) => thing) };
}

function closeness(
  { name, shortName, aliases }: NamedThing,
  plain: string,
  core: string,
  bare: string,
): number {
  const own = nameCore(name);
  const others = [shortName, ...aliases].flatMap((other) => (other ? [plainName(other)] : []));
  if (others.includes(plain) || others.includes(core) || own === core) return 1;
  const shorn = own.replace(places, "");
  const within = bare.length >= 2 && (shorn.includes(bare) || bare.includes(shorn)) ? 0.6 : 0;
  return Math.max(within, alike(core, own), alike(bare, shorn));
}
