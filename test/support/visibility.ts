import { labels } from "../../cypher/model.ts";
import { isOwnable } from "./cypherModel.ts";
import { type BoundNode, boundNodes } from "./patterns.ts";

/** A statement that may see everything says so, with its reason, in a comment line of its own. */
const exemption = /^\/\/ Sees everything: \S.{10,}/m;

/**
 * Says of one statement which nodes it shows without asking who may see them. A node that may be ownable, by its labels
 * or by the relationships it is reached by, needs `NAME.audience IN $viewer.audiences` in the query part where it is
 * bound or in one around it (a filter after a CALL counts); being taken from a list (`NAME IN list`, `UNWIND list AS
 * NAME`) counts too, because the list was filled under the same check. Empty when all is well.
 */
export function unguardedNodes(statement: string): string[] {
  if (exemption.test(statement)) return [];
  const nodes = ownableNodes(statement);
  const renamed = (node: BoundNode): boolean =>
    node.labels.length === 0 && new RegExp(`\\b(AS|YIELD) ${node.name}\\b`).test(statement);
  const found = nodes.filter((node) => !isGuarded(node) && !(node.name !== "" && renamed(node)));
  const results = [...yielded(statement), ...found.map(({ text }) => text)];
  return [...new Set(results.map((text) => `${text}: no comparison of its audience`))];
}

/** Hits that a text index is asked for where the audience is compared afterwards: as good as all. */
const leastHits = 50_000;

/**
 * Says of one statement where a LIMIT comes before the comparison of the audience: what may not be seen would then crowd
 * out what may, and so show that it is there. Hits of a text index are bounded by the index too: it has to be asked for
 * at least 50,000. Empty when all is well.
 */
export function cappedBeforeAudience(statement: string): string[] {
  if (exemption.test(statement)) return [];
  const nodes = ownableNodes(statement);
  const late = nodes.filter(({ name, scopes, labels: own }) => {
    // Bound further out already, and judged there.
    if (
      own.length === 0 &&
      nodes.some((node) => node.name === name && scopes.indexOf(node.scopes[0] ?? "") > 0)
    )
      return false;
    const deciding = scopes.find((scope) => comparedAt(scope, name) >= 0 || / LIMIT /.test(scope));
    return deciding !== undefined && limitedFirst(deciding, comparedAt(deciding, name));
  });
  const calls = [
    ...statement.matchAll(
      /queryNodes\(([^)]*\)?[^)]*)\)\s*YIELD node(?: AS (\w+))?([\s\S]*?)(?=\bUNION\b|$)/g,
    ),
  ];
  const hits = calls.filter(([call, given = "", name = "node", rest = ""]) => {
    const few =
      /_(text|words)'/.test(call) && !(bound(given) >= leastHits) && !asksAgain(statement, given, rest);
    return few || limitedFirst(rest, rest.search(new RegExp(`\\b${name}\\.audience IN`)));
  });
  const found = [...late.map(({ text }) => text), ...hits.map(([call]) => call.split("\n")[0])];
  return [...new Set(found.map((text) => `${text}: bounded before its audience is compared`))];
}

const bound = (given: string): number => Number(/limit: (\d+)/.exec(given)?.[1]);

/** Few hits will do where the statement notices that they were not all, and then asks the same index for as good as all. */
function asksAgain(statement: string, given: string, rest: string): boolean {
  const more = statement.replaceAll(/limit: \d+/g, (limit) =>
    bound(limit) >= leastHits ? "limit: MANY" : limit,
  );
  return (
    rest.includes(`count(*) < ${bound(given)} AS allHits`) &&
    /\bNOT allHits\b/.test(statement) &&
    more.includes(given.replace(/limit: \d+/, "limit: MANY"))
  );
}

const comparedAt = (scope: string, name: string): number =>
  name === "" ? -1 : scope.search(new RegExp(`\\b${name} (\\. audience IN|IN [a-z])`));

function limitedFirst(text: string, compared: number): boolean {
  const limit = text.search(/\bLIMIT\b/);
  return limit >= 0 && (compared < 0 || limit < compared);
}

/** Nodes that are read and that, by their labels or by what reaches them, may have an owner. */
function ownableNodes(statement: string): BoundNode[] {
  const nodes = boundNodes(statement);
  const labelled = new Map<string, string[]>();
  for (const node of nodes) labelled.set(node.name, [...(labelled.get(node.name) ?? []), ...node.labels]);
  return nodes.filter((node) => {
    const own = node.labels.length > 0 || node.name === "" ? node.labels : (labelled.get(node.name) ?? []);
    const possible = own.length > 0 ? own : (node.reachedAs ?? Object.keys(labels));
    return possible.some((label) => isOwnable(label));
  });
}

const isGuarded = ({ name, scopes }: BoundNode): boolean => {
  if (name === "") return false;
  const compared = new RegExp(`\\b${name} \\. audience IN \\$ viewer \\. audiences`);
  const listed = new RegExp(`\\b${name} IN [a-z]`);
  return scopes.some(
    (scope) => (compared.test(scope) && scope.includes("$ viewer . all")) || listed.test(scope),
  );
};

/** Nodes that an index procedure hands out and that are compared nowhere. */
function yielded(statement: string): string[] {
  const names = [
    ...statement.matchAll(/CALL db\.index\.\w+\.queryNodes\([^)]*\)\s*YIELD node(?: AS (\w+))?/g),
  ];
  return names.flatMap(([text, name = "node"]) =>
    new RegExp(`\\b${name}\\.audience IN \\$viewer\\.audiences`).test(statement) ? [] : [text],
  );
}
