/*
 * What becomes of the relationships of two entries that turn out to be one: plain values, nothing of the graph.
 */

/** A property with its type, as `read-links` gives it: what is put back is exactly what was there. */
export interface Value {
  name: string;
  /** `STRING`, `INTEGER`, `DATE`…: first word of the database's name of the type. */
  kind: string;
  value: unknown;
}

/** A relationship of one of the two, seen from it. */
export interface Link {
  /** The database's own id, for this transaction. */
  key: string;
  side: "kept" | "removed";
  type: string;
  outgoing: boolean;
  otherKey: string;
  otherId: string;
  otherName: string | null;
  values: Value[];
}

/** A relationship that is to be. */
export type NewLink = Omit<Link, "key" | "side">;

export interface LinkPlan {
  /** Relationships that go, of both. */
  drop: Link[];
  /** Relationships that the kept one gets instead. */
  create: NewLink[];
}

export interface Choices {
  /** Whether the removed one's is taken where there can be one today: by `slotChoice`. */
  takes: ReadonlySet<string>;
  today: string;
  /** Whether the kept one stays an example. */
  example: boolean;
}

/** Types with a period: what overlaps or touches of the same thing is one. */
const dated = new Set(
  "OCCUPIES PRODUCES CONSUMES LOCATED_IN SUPPLIES SUBORDINATE_TO COVERS SECRETARY_OF MEMBER_OF OBSERVES".split(
    " ",
  ),
);
/** Types that say the same when they are said twice. Two payments of one day, and two needs, are two. */
const sayings = new Set("FROM_SOURCE PART_OF_PROGRAMME PRACTISED_BY IN_INDUSTRY".split(" "));

const text = (link: NewLink, name: string): string | null => {
  const found = link.values.find((value) => value.name === name)?.value;
  return typeof found === "string" ? found : null;
};
const rest = (link: NewLink): string =>
  JSON.stringify(
    link.values
      .filter(({ name }) => !["since", "until", "recordedAt"].includes(name))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  );
const where = ({ type, outgoing, otherId }: NewLink): string => `${type}|${outgoing}|${otherId}`;

/** Equal in type, direction, other end and every property. */
export const linkKey = (link: NewLink): string =>
  `${where(link)}|${JSON.stringify([...link.values].sort((a, b) => (a.name < b.name ? -1 : 1)))}`;

/** What there can be one of today, and the name of the choice between two. */
function slotsOf(link: NewLink): { slot: string; choice: string | null }[] {
  switch (`${link.type}:${link.outgoing}`) {
    case "LOCATED_IN:true":
      return [{ slot: "park", choice: "park" }];
    case "SUBORDINATE_TO:true":
      return [{ slot: "superior", choice: "superior" }];
    case "SECRETARY_OF:false":
      return [{ slot: "secretary", choice: "secretary" }];
    case "COVERS:false":
      return [{ slot: "coveredBy", choice: "coveredBy" }];
    case "COVERS:true":
      return [{ slot: `covers ${link.otherId}`, choice: null }];
    case "OCCUPIES:true":
      return [{ slot: `position ${link.otherId}`, choice: null }];
    case "MEMBER_OF:true":
    case "OBSERVES:true":
      return [{ slot: `alliance ${link.otherId}`, choice: null }];
    default:
      return [];
  }
}

/** A link on its way: which of the given ones it stands for. */
interface Moving {
  link: NewLink;
  from: Link[];
  changed: boolean;
}

/** @param links of both; those between the two come with each. */
export function planLinks(
  links: readonly Link[],
  keptId: string,
  removedId: string,
  choices: Choices,
): LinkPlan {
  const between = links.filter(({ otherId }) => otherId === keptId || otherId === removedId);
  const others = links.filter((link) => !between.includes(link));
  const origin = others.filter(({ type }) => type === "EXAMPLE_OF");
  const moving = joined(others.filter((link) => !origin.includes(link)));
  endLosers(moving, choices);
  const drop = new Map<string, Link>();
  for (const link of between) drop.set(link.key, link);
  // The removed one goes with the examples if it was one; the kept one only if both were.
  if (!choices.example) for (const link of origin) if (link.side === "kept") drop.set(link.key, link);
  const create: NewLink[] = [];
  const ended: NewLink[] = [];
  for (const { link, from, changed } of moving) {
    const [only] = from;
    if (!changed && from.length === 1 && only?.side === "kept") continue;
    // A link of the kept one that says all of it already stays as it is.
    const same = changed
      ? undefined
      : from.find((one) => one.side === "kept" && linkKey(one) === linkKey(link));
    for (const one of from) if (one !== same) drop.set(one.key, one);
    if (!same && !isNothing(link)) (changed ? ended : create).push(link);
  }
  const standing = links.filter(({ key, side }) => side === "kept" && !drop.has(key));
  return { drop: [...drop.values()], create: [...create, ...withoutTwins(ended, [...standing, ...create])] };
}

/** Two periods that differed in their end alone are the same once both end today: that is said once. */
function withoutTwins(ended: readonly NewLink[], standing: readonly NewLink[]): NewLink[] {
  const known = new Set(standing.map(linkKey));
  return ended.filter((link) => {
    const key = linkKey(link);
    return !known.has(key) && known.add(key);
  });
}

/** Ended before it began: it never was. */
const isNothing = (link: NewLink): boolean => {
  const [since, until] = [text(link, "since"), text(link, "until")];
  return dated.has(link.type) && since !== null && until !== null && since >= until;
};

/** The same said twice is said once; periods of the same thing that overlap or touch are one period. */
function joined(links: readonly Link[]): Moving[] {
  const groups = new Map<string, Link[]>();
  links.forEach((link, index) => {
    const joins = dated.has(link.type) || sayings.has(link.type);
    const key = joins ? `${where(link)}|${rest(link)}` : `${index}`;
    groups.set(key, [...(groups.get(key) ?? []), link]);
  });
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    // What one of them says twice by itself was so before: no business of a merge.
    if (group.every(({ side }) => side === first.side)) return group.map(alone);
    return dated.has(first.type)
      ? periods(group)
      : [{ link: group.find(({ side }) => side === "kept") ?? first, from: group, changed: false }];
  });
}

const alone = (link: Link): Moving => ({ link, from: [link], changed: false });

function periods(group: readonly Link[]): Moving[] {
  const sorted = [...group].sort(
    (a, b) =>
      compare(text(a, "since"), text(b, "since")) || (a.side === b.side ? 0 : a.side === "kept" ? -1 : 1),
  );
  const found: Moving[] = [];
  for (const link of sorted) {
    const last = found.at(-1);
    const until = last ? text(last.link, "until") : null;
    const since = text(link, "since");
    if (!last || (until !== null && since !== null && since > until)) {
      found.push(alone(link));
      continue;
    }
    const own = text(link, "until");
    const end = until === null || own === null ? null : later(until, own);
    // The kept one's other words (what was recorded when) stand.
    const base = last.from.find(({ side }) => side === "kept") ?? link;
    const ends = { since: text(last.link, "since"), until: end };
    last.link = withPeriod(base.side === "kept" ? base : last.link, ends);
    last.from.push(link);
  }
  return found;
}

const later = (a: string, b: string): string => (a < b ? b : a);

const compare = (a: string | null, b: string | null): number =>
  a === b ? 0 : (a ?? "") < (b ?? "") ? -1 : 1;

function withPeriod<T extends NewLink>(link: T, ends: { since: string | null; until: string | null }): T {
  const days = Object.entries(ends).flatMap(([name, value]) =>
    value === null ? [] : [{ name, kind: "DATE", value }],
  );
  return { ...link, values: [...link.values.filter(({ name }) => !(name in ends)), ...days] };
}

/** Where there can be one today, the other ends today: history is not rewritten. */
function endLosers(moving: Moving[], { takes, today }: Choices): void {
  const slots = new Map<string, { choice: string | null; held: Moving[] }>();
  for (const one of moving) {
    if (!isCurrent(one.link, today)) continue;
    for (const { slot, choice } of slotsOf(one.link)) {
      const known = slots.get(slot) ?? { choice, held: [] };
      known.held.push(one);
      slots.set(slot, known);
    }
  }
  for (const { choice, held } of slots.values()) {
    if (held.length < 2) continue;
    const winner = choice !== null && takes.has(choice) ? "removed" : "kept";
    const wins = held.filter((one) => stands(one, winner, held));
    if (wins.length === 0 || wins.length === held.length) continue;
    for (const one of held)
      if (!wins.includes(one) && one.from.every(({ side }) => side !== winner || isObserving(one))) {
        one.link = withPeriod(one.link, { since: text(one.link, "since"), until: today });
        one.changed = true;
      }
  }
}

const isObserving = ({ link }: Moving): boolean => link.type === "OBSERVES";

/** A member does not observe beside; else the side that was chosen stands. */
function stands(one: Moving, winner: Link["side"], held: readonly Moving[]): boolean {
  const membership = held.some(({ link }) => link.type === "MEMBER_OF");
  if (one.link.type === "MEMBER_OF") return true;
  if (isObserving(one)) return !membership || sidesOf(held).size < 2;
  return one.from.some(({ side }) => side === winner);
}

const sidesOf = (held: readonly Moving[]): Set<string> =>
  new Set(held.flatMap(({ from }) => from.map(({ side }) => side)));

function isCurrent(link: NewLink, today: string): boolean {
  const [since, until] = [text(link, "since"), text(link, "until")];
  return dated.has(link.type) && (since === null || since <= today) && (until === null || today < until);
}
