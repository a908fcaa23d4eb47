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
  const nodes = boundNodes(statement);
  const labelled = new Map<string, string[]>();
  for (const node of nodes) labelled.set(node.name, [...(labelled.get(node.name) ?? []), ...node.labels]);
  const mayBeOwnable = (node: BoundNode): boolean => {
    const own = node.labels.length > 0 || node.name === "" ? node.labels : (labelled.get(node.name) ?? []);
    const possible = own.length > 0 ? own : (node.reachedAs ?? Object.keys(labels));
    return possible.some((label) => isOwnable(label));
  };
  const renamed = (node: BoundNode): boolean =>
    node.labels.length === 0 && new RegExp(`\\b(AS|YIELD) ${node.name}\\b`).test(statement);
  const found = nodes.filter(
    (node) => mayBeOwnable(node) && !isGuarded(node) && !(node.name !== "" && renamed(node)),
  );
  const results = [...yielded(statement), ...found.map(({ text }) => text)];
  return [...new Set(results.map((text) => `${text}: no comparison of its audience`))];
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
