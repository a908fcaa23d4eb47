import { AppError } from "../errors.ts";
import type { Viewer } from "../graph/query.ts";
import { type NamedThing, nameCore, plainName, type Resolution, resolveName } from "../language/names.ts";
import { luceneQuery, words } from "../language/words.ts";
import type { Runner } from "../lists/publish.ts";
import { namesExact, namesLike } from "./queries.ts";

export type NamedKind = "Enterprise" | "PartyOrganization" | "Department";

const atOnce = 200;
// A whole register of new firms: the preview of a file asks of as many names as its batches will. Beyond, only exact names are known.
const mostLike = 5000;

/** Equal parts of a list, the last one shorter. */
export const parts = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));

/** What of the register each written name may mean, as far as the viewer sees it; nothing is decided. */
export async function thingsNamed(
  runner: Runner,
  viewer: Viewer,
  written: readonly (string | null)[],
  kinds: NamedKind[],
): Promise<Map<string, NamedThing[]>> {
  const names = [...new Set(written.filter((name) => name !== null))];
  const found = new Map<string, NamedThing[]>(names.map((name) => [name, []]));
  const note = (rows: ({ written: string } & NamedThing)[]): void => {
    for (const { written: name, ...thing } of rows) found.get(name)?.push(thing);
  };
  for (const part of parts(names, 1000)) note(await runner.run(namesExact, { viewer, names: part, kinds }));
  const rest = names.filter((name) => found.get(name)?.length === 0).slice(0, mostLike);
  const questions = rest.flatMap((name) => {
    const terms = [plainName(name), ...words(nameCore(name))].filter((term) => term.length > 1);
    return terms.length === 0 ? [] : [{ name, lucene: luceneQuery(terms, 12) }];
  });
  for (const part of parts(questions, atOnce))
    note(await runner.run(namesLike, { viewer, questions: part, kinds }));
  return found;
}

/** What one name may stand for already; at most 5. */
export async function likelySame(
  runner: Runner,
  viewer: Viewer,
  name: string,
  kind: NamedKind,
): Promise<NamedThing[]> {
  const found = await thingsNamed(runner, viewer, [name], [kind]);
  const resolution: Resolution = resolveName(name, found.get(name) ?? []);
  if ("found" in resolution) return [resolution.found];
  return "doubtful" in resolution ? resolution.doubtful : [];
}

/** Refuses a new entry of a name that is taken, or like one that is unless it is said to be another. @throws CONFLICT */
export async function refuseTwins(
  runner: Runner,
  viewer: Viewer,
  { name, distinct, kind }: { name: string; distinct: boolean; kind: NamedKind },
): Promise<void> {
  const alike = await likelySame(runner, viewer, name, kind);
  const same = alike.find((one) => plainName(one.name) === plainName(name));
  const facts = { likelySame: alike.map(({ id, name: other }) => ({ id, name: other })) };
  const path = ["input", "fields", "name"];
  if (same)
    throw new AppError("CONFLICT", `名录里已有“${same.name}”，请打开它修改，不用再录一次。`, { path, facts });
  if (alike.length > 0 && !distinct)
    throw new AppError(
      "CONFLICT",
      `名录里有名称相近的：${alike.map((one) => one.name).join("、")}。确实是另一家时，请勾选“确实是另一家”再保存。`,
      { path, facts },
    );
}
