import { type ActorScope, scopeOf, usualPlace } from "../access/access.ts";
import type { Permission } from "../access/roles.ts";
import type { ApiContext } from "../api/context.ts";
import type { EntryVisibility } from "../generated/resolvers.ts";
import type { RowOf } from "../graph/query.ts";
import { type NamedThing, plainName, type Resolution, resolveName } from "../language/names.ts";
import { type ListKind, listKinds } from "../lists/listKinds.ts";
import type { Publication } from "../lists/publication.ts";
import { publicationFor, type Runner, rulesFor } from "../lists/publish.ts";
import { type NamedKind, parts, thingsNamed } from "../register/names.ts";
import { shortened } from "./cells.ts";
import { checkPlaces, readChoices } from "./queries.ts";

/** What the user said of doubtful names: the thing's id, or null for none of them. */
export type NameChoices = Readonly<Record<string, string | null>>;

/** What rows are judged with: what the graph has, as far as whoever imports may see it. */
export interface Desk {
  runner: Runner;
  context: ApiContext;
  choices: NameChoices;
  lists: RowOf<typeof readChoices>;
  /** Unit of amounts that have none, from the header of their column; null where it names none. */
  usualUnit: string | null;
  /** What batches before have made of the same file: two rows that the preview kept apart stay apart. */
  made: ReadonlySet<string>;
  /** What the three lists are called here, and who may stand on each. */
  kinds: readonly ListKind[];
}

export async function openDesk(
  runner: Runner,
  context: ApiContext,
  choices: NameChoices,
  unit: string | null,
  made: ReadonlySet<string> = new Set(),
): Promise<Desk> {
  const [lists] = await runner.run(readChoices, { viewer: context.viewer });
  if (!lists) throw new Error("the choices were not read");
  const kinds = await listKinds(runner, context);
  return { runner, context, choices, lists, usualUnit: unit, made, kinds };
}

/** What each written name means. Names the user has decided on are taken as decided. */
export async function resolveNames(
  { runner, context: { viewer }, choices, made }: Desk,
  written: readonly (string | null)[],
  kinds: NamedKind[],
): Promise<Map<string, Resolution>> {
  const found = await thingsNamed(runner, viewer, written, kinds);
  return new Map(
    [...found].map(([name, things]): [string, Resolution] => [name, decided(name, things, choices, made)]),
  );
}

function decided(
  name: string,
  candidates: NamedThing[],
  choices: NameChoices,
  made: ReadonlySet<string>,
): Resolution {
  const resolution = resolveName(name, candidates);
  if (!("doubtful" in resolution)) return resolution;
  const doubtful = resolution.doubtful.filter(({ id }) => !made.has(id));
  if (doubtful.length === 0) return { unknown: true };
  const choice = choices[name];
  if (choice === undefined) return { doubtful };
  const chosen = candidates.find(({ id }) => id === choice);
  return chosen ? { found: chosen } : { unknown: true };
}

/** What the user said to a question; null for none of what was offered, undefined for nothing yet. */
export const answerOf =
  ({ choices }: Pick<Desk, "choices">) =>
  (question: string): string | null | undefined =>
    choices[question];

/** The thing of a list that a cell names, by name, short name, alias or code in any spelling. */
export function pick<T extends { id: string; name: string }>(
  written: string | null,
  list: readonly (T & { shortName?: string | null; code?: string | null; aliases?: readonly string[] })[],
  what: string,
  problems: string[],
): string | null {
  if (written === null) return null;
  const plain = plainName(written);
  const found =
    list.find(({ name }) => plainName(name) === plain) ??
    list.find(({ shortName, code, aliases }) =>
      [shortName, code, ...(aliases ?? [])].some((other) => other && plainName(other) === plain),
    );
  if (found) return found.id;
  problems.push(`没有叫“${shortened(written)}”的${what}`);
  return null;
}

export interface Place {
  ownerId: string | null;
  allianceId: string | null;
}
const keyOf = ({ ownerId, allianceId }: Place): string => JSON.stringify([ownerId, allianceId]);

const keyed = (places: readonly Place[]) => {
  const different = new Map(
    places.map(({ ownerId, allianceId }) => [keyOf({ ownerId, allianceId }), { ownerId, allianceId }]),
  );
  return parts(
    [...different].map(([key, place]) => ({ key, ...place })),
    500,
  );
};

export interface PlaceRule {
  mayAct: boolean;
  /** What a thing of this place takes from it. */
  audience: string;
}

/** Whether one may act for each place, and the audience that follows; asked once for every different one. */
export async function placeRules(
  { runner, context: { viewer, access, today } }: Desk,
  permission: Permission,
  places: readonly Place[],
): Promise<(place: Place) => PlaceRule> {
  const actor: ActorScope = scopeOf(access, permission);
  const rules = new Map<string, PlaceRule>();
  for (const part of keyed(places))
    for (const { key, mayAct, audience } of await runner.run(checkPlaces, {
      viewer,
      actor,
      today,
      places: part,
    }))
      rules.set(key, { mayAct: mayAct === true, audience });
  return (place) => rules.get(keyOf(place)) ?? { mayAct: false, audience: "public" };
}

/** How a new entry of each place is published or submitted, by the setting of its alliance. */
export async function placePublications(
  { runner, context }: Desk,
  places: readonly Place[],
): Promise<(place: Place, visibility: EntryVisibility | null) => Publication> {
  const rules: Awaited<ReturnType<typeof rulesFor>> = new Map();
  for (const part of keyed(places))
    for (const [key, rule] of await rulesFor(runner, context, part)) rules.set(key, rule);
  return (place, visibility) => {
    const rule = rules.get(keyOf(place));
    if (!rule) throw new Error("the rule of publishing was not read");
    return publicationFor(context, rule, { visibility, kept: null, draft: false, from: null });
  };
}

/** Names nobody: then it is for the place that the actor holds. */
export const placeOf = ({ context }: Desk, permission: Permission, place: Place): Place =>
  place.ownerId === null && place.allianceId === null ? usualPlace(context.access, permission) : place;
