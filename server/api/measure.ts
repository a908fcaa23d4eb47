import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  getOperationAST,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
  visit,
} from "graphql";

/** How much one operation asks for, fragments taken apart wherever they are used. */
export interface Measure {
  /** Levels of objects below the root. */
  depth: number;
  aliases: number;
  directives: number;
  /** Objects the answer may hold at most, and the units that costly fields declare by `@cost`. */
  cost: number;
  /** Whether it asks for the schema itself. */
  introspects: boolean;
}

type Variables = Readonly<Record<string, unknown>>;

/** Objects expected of a list that is not asked for in pages: what belongs to one thing, seldom more. */
const usualList = 10;
/** The whole schema is some 300 KB of answer. */
const introspectionCost = 3000;

const sizeArguments: ReadonlySet<string> = new Set(["first", "ids"]);

const nothing: Measure = { depth: 0, aliases: 0, directives: 0, cost: 0, introspects: false };

/**
 * Measures the operation that would run, in a document that is valid. Page sizes are read where they stand: written
 * out, in a variable, or the schema's own. Linear in the document: a fragment is measured once for each page size
 * around it, however often it is used.
 */
export function measure(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Variables,
): Measure {
  const operation = getOperationAST(document, operationName);
  const root = operation && schema.getRootType(operation.operation);
  if (!operation || !root) return nothing;
  const sizes = sizesOf.get(operation) ?? { names: sizeNames(operation, document), measured: new Map() };
  sizesOf.set(operation, sizes);
  // The same document with the same sizes costs the same: one that comes again is not measured again.
  const key = JSON.stringify(sizes.names.map((name) => sizeIn(variables[name])));
  const before = sizes.measured.get(key);
  if (before) return before;
  const found = measureOperation(schema, document, operation, root, variables);
  if (sizes.measured.size < keptSizes) sizes.measured.set(key, found);
  return found;
}

interface Sizes {
  /** Variables that can change what the operation costs. */
  names: readonly string[];
  measured: Map<string, Measure>;
}
const sizesOf = new WeakMap<OperationDefinitionNode, Sizes>();
const keptSizes = 50;

/** Variables that stand for a page size or a list of ids, anywhere in the document. */
function sizeNames(operation: OperationDefinitionNode, document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Argument: ({ name, value }) => {
      if (sizeArguments.has(name.value) && value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return (operation.variableDefinitions ?? [])
    .map(({ variable }) => variable.name.value)
    .filter((name) => names.has(name));
}

/** What matters of a value, whatever somebody sent: what is no size counts as the schema's own. */
function sizeIn(value: unknown): string | number | undefined {
  if (Array.isArray(value)) return `${value.length} ids`;
  return typeof value === "number" || value === undefined ? value : "none";
}

function measureOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  root: GraphQLObjectType,
  variables: Variables,
): Measure {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const values = { ...defaultsOf(operation), ...variables };
  const walk = walker(schema, fragments, values);
  const found = walk(operation.selectionSet, root, undefined);
  return { ...found, directives: found.directives + (operation.directives?.length ?? 0) };
}

type Walk = (set: SelectionSetNode, type: GraphQLCompositeType, page: number | undefined) => Measure;

/** `page`: how many objects each list directly below brings, when the field around it was given a page size. */
function walker(
  schema: GraphQLSchema,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  variables: Variables,
): Walk {
  const known = new Map<string, Measure>();

  const spread = (name: string, page: number | undefined): Measure => {
    const fragment = fragments.get(name);
    const key = `${name} ${page}`;
    const before = known.get(key);
    if (!fragment || before) return before ?? nothing;
    // Whatever calls itself was refused as invalid; should it come here all the same, it ends here.
    known.set(key, nothing);
    const found = within(fragment.selectionSet, fragment.typeCondition.name.value, page);
    const measured = { ...found, directives: found.directives + (fragment.directives?.length ?? 0) };
    known.set(key, measured);
    return measured;
  };
  const within = (set: SelectionSetNode, typeName: string, page: number | undefined): Measure => {
    const type = schema.getType(typeName);
    return isCompositeType(type) ? walk(set, type, page) : nothing;
  };

  const field = (node: FieldNode, parent: GraphQLCompositeType, page: number | undefined): Measure => {
    const name = node.name.value;
    const own = { ...nothing, aliases: node.alias ? 1 : 0 };
    if (name === "__schema" || name === "__type")
      return { ...own, cost: introspectionCost, introspects: true };
    const definition = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
    if (!definition) return own;
    const cost = declaredCost(definition);
    const type = getNamedType(definition.type);
    if (!node.selectionSet || !isCompositeType(type)) return { ...own, cost };
    const asked = askedSize(node, definition, variables);
    const isList = isListType(getNullableType(definition.type));
    const below = walk(node.selectionSet, type, isList ? undefined : asked);
    const count = isList ? (asked ?? page ?? usualList) : 1;
    return {
      depth: below.depth + 1,
      aliases: own.aliases + below.aliases,
      directives: below.directives,
      cost: cost + count * (1 + below.cost),
      introspects: below.introspects,
    };
  };

  const walk: Walk = (set, type, page) => {
    let sum = nothing;
    for (const selection of set.selections) {
      const part =
        selection.kind === Kind.FIELD
          ? field(selection, type, page)
          : selection.kind === Kind.FRAGMENT_SPREAD
            ? spread(selection.name.value, page)
            : within(selection.selectionSet, selection.typeCondition?.name.value ?? type.name, page);
      sum = add(sum, part, selection.directives?.length ?? 0);
    }
    return sum;
  };
  return walk;
}

const add = (a: Measure, b: Measure, directives: number): Measure => ({
  depth: Math.max(a.depth, b.depth),
  aliases: a.aliases + b.aliases,
  directives: a.directives + b.directives + directives,
  cost: a.cost + b.cost,
  introspects: a.introspects || b.introspects,
});

/** How many objects a field was asked for: its `first`, or the number of `ids` it was given; undefined for neither. */
function askedSize(
  node: FieldNode,
  definition: GraphQLField<unknown, unknown>,
  variables: Variables,
): number | undefined {
  const argument = definition.args.find(({ name }) => sizeArguments.has(name));
  if (!argument) return undefined;
  const given = node.arguments?.find(({ name }) => name.value === argument.name);
  const value = given ? literal(given.value, variables) : argument.defaultValue;
  const size = Array.isArray(value)
    ? value.length
    : typeof value === "number"
      ? value
      : argument.defaultValue;
  return typeof size === "number" ? Math.max(0, size) : undefined;
}

/** A number or a list as the document or its variables give it. */
function literal(value: ValueNode, variables: Variables): unknown {
  if (value.kind === Kind.VARIABLE) return variables[value.name.value];
  if (value.kind === Kind.INT) return Number(value.value);
  return value.kind === Kind.LIST ? value.values : undefined;
}

const defaultsOf = (operation: OperationDefinitionNode): Record<string, unknown> =>
  Object.fromEntries(
    (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, literal(defaultValue, {})]] : [],
    ),
  );

const declared = new WeakMap<GraphQLField<unknown, unknown>, number>();

/** Units of `@cost(units: …)`; 0 for a field without it. */
function declaredCost(field: GraphQLField<unknown, unknown>): number {
  const known = declared.get(field);
  if (known !== undefined) return known;
  const directive = field.astNode?.directives?.find(({ name }) => name.value === "cost");
  const units = directive?.arguments?.find(({ name }) => name.value === "units")?.value;
  const cost = units?.kind === Kind.INT ? Number(units.value) : 0;
  declared.set(field, cost);
  return cost;
}
