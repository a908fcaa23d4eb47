import { getDebugTree, type SimpleTree } from "@neo4j-cypher/language-support";
import { labels, relationships } from "../../cypher/model.ts";
import { labelsAtEnd } from "./cypherModel.ts";

/** A node of a pattern that a statement reads. */
export interface BoundNode {
  /** Empty for an anonymous one. */
  name: string;
  labels: string[];
  /** Labels it may have by the relationships beside it; undefined when it has none. */
  reachedAs: string[] | undefined;
  /** Query parts around it, innermost first, each without the parts nested in it; tokens parted by spaces. */
  scopes: string[];
  text: string;
}

/** Query parts: what a name is bound in. */
const scopeRules = new Set(["singleQuery", "existsExpression", "countExpression", "collectExpression"]);
/** Clauses that write what they name rather than show it. */
const writing = new Set(["createClause", "mergeClause"]);
/** Labels that any kind of thing may carry. */
const general = ["Entity", "Searchable", "Example"];

/** Every node of every pattern that is read. */
export function boundNodes(statement: string): BoundNode[] {
  const nodes: BoundNode[] = [];
  walk(getDebugTree(statement), [], (pattern, scopes, reading) => {
    if (reading) nodes.push(...nodesOf(pattern, scopes.map(ownText)));
  });
  return nodes;
}

/** Relationships that the graph model does not have between the labels they are drawn between: `(A)-[:T]->(B)`. */
export function impossibleRelationships(statement: string): string[] {
  const found: string[] = [];
  const patterns: SimpleTree[][] = [];
  walk(getDebugTree(statement), [], (pattern) => void patterns.push(partsOf(pattern)));
  const known = new Map<string, string[]>();
  for (const node of patterns.flat().filter(({ name }) => name === "nodePattern")) {
    const name = nameOf(node);
    if (name) known.set(name, [...(known.get(name) ?? []), ...labelsOf(node)]);
  }
  const kinds = (node: SimpleTree): string[] => {
    const own = labelsOf(node);
    return own.length > 0 ? own : (known.get(nameOf(node)) ?? []);
  };
  for (const parts of patterns)
    parts.forEach((part, index) => {
      const [before, after] = [parts[index - 1], parts[index + 1]];
      if (part.name !== "relationshipPattern" || !before || !after) return;
      const types = typesOf(part).filter((type) => relationships.some(([, known]) => known === type));
      const possible =
        types.length === 0 || types.some((type) => fits(type, kinds(before), kinds(after), part));
      if (!possible) found.push([before, part, after].map(textOf).join(""));
    });
  return found;
}

function fits(type: string, before: string[], after: string[], relationship: SimpleTree): boolean {
  const allows = (node: string[], label: string): boolean => node.length === 0 || node.includes(label);
  const { right, left } = directionOf(relationship);
  // Several steps may end further away than the model's one step.
  if (childOf(relationship, "pathLength")) return true;
  return relationships.some(
    ([from, known, to]) =>
      known === type &&
      ((!left && allows(before, from) && allows(after, to)) ||
        (!right && allows(before, to) && allows(after, from))),
  );
}

type Visit = (pattern: SimpleTree, scopes: SimpleTree[], reading: boolean) => void;

function walk(tree: SimpleTree, scopes: SimpleTree[], visit: Visit, reading = true): void {
  const around = scopeRules.has(tree.name) ? [tree, ...scopes] : scopes;
  const reads = reading && !writing.has(tree.name);
  if (partsOf(tree).length > 0) visit(tree, around, reads);
  for (const child of tree.children ?? []) walk(child, around, visit, reads);
}

const partsOf = (pattern: SimpleTree): SimpleTree[] =>
  (pattern.children ?? []).filter(({ name }) => name === "nodePattern" || name === "relationshipPattern");

function nodesOf(pattern: SimpleTree, scopes: string[]): BoundNode[] {
  const parts = partsOf(pattern);
  return parts.flatMap((part, index) => {
    if (part.name !== "nodePattern") return [];
    const reachedAs = intersect(reachedBy(parts[index - 1], "after"), reachedBy(parts[index + 1], "before"));
    return [{ name: nameOf(part), labels: labelsOf(part), reachedAs, scopes, text: textOf(part) }];
  });
}

/** Labels a node before or after a relationship may have; undefined without one. */
function reachedBy(relationship: SimpleTree | undefined, side: "before" | "after"): string[] | undefined {
  if (!relationship) return undefined;
  const { right, left } = directionOf(relationship);
  const types = typesOf(relationship);
  const forward = labelsAtEnd(types, side === "before" ? "from" : "to");
  const backward = labelsAtEnd(types, side === "before" ? "to" : "from");
  if (right) return forward;
  return left ? backward : [...forward, ...backward];
}

function directionOf(relationship: SimpleTree): { right: boolean; left: boolean } {
  const has = (rule: string): boolean => childOf(relationship, rule) !== undefined;
  return { right: has("rightArrow") && !has("leftArrow"), left: has("leftArrow") && !has("rightArrow") };
}

function intersect(a: string[] | undefined, b: string[] | undefined): string[] | undefined {
  return a && b ? a.filter((label) => b.includes(label)) : (a ?? b);
}

const childOf = (tree: SimpleTree, name: string): SimpleTree | undefined =>
  tree.children?.find((child) => child.name === name);
const nameOf = (node: SimpleTree): string => textOf(childOf(node, "variable"));
const typesOf = (relationship: SimpleTree): string[] => words(childOf(relationship, "labelExpression"));
const labelsOf = (node: SimpleTree): string[] =>
  words(childOf(node, "labelExpression")).flatMap((name) =>
    general.includes(name) ? Object.keys(labels) : [name],
  );

const words = (expression: SimpleTree | undefined): string[] =>
  textOf(expression)
    .split(/[:|&()]+/)
    .filter((name) => /^\w+$/.test(name));

const tokens = (
  tree: SimpleTree | undefined,
  skip: (tree: SimpleTree) => boolean = () => false,
): string[] => {
  if (!tree || skip(tree)) return [];
  return tree.children && tree.children.length > 0
    ? tree.children.flatMap((child) => tokens(child, skip))
    : [tree.name];
};
const textOf = (tree: SimpleTree | undefined): string => tokens(tree).join("");
const ownText = (scope: SimpleTree): string =>
  tokens(scope, (tree) => tree !== scope && scopeRules.has(tree.name)).join(" ");
