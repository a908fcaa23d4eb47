import {
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";
import { ulid } from "ulid";

/** A value fit for an argument: the simplest of its type. */
export function valueFor(type: GraphQLInputType, name: string): unknown {
  if (isNonNullType(type)) return valueFor(type.ofType, name);
  if (isListType(type)) return [valueFor(type.ofType, name)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const required = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
    return Object.fromEntries(required.map((field) => [field.name, valueFor(field.type, field.name)]));
  }
  // A key of its own; and a name nobody has tried often enough to be locked.
  if (name === "clientMutationId" || name === "username") return ulid();
  const byType: Record<string, unknown> = {
    ID: "no-such-id",
    Int: 1,
    Float: 1,
    Boolean: true,
    Day: "2026-06-15",
  };
  return byType[type.name] ?? "某个词";
}

type Values = Readonly<Record<string, unknown>>;

/**
 * A document that asks for one root field with all it must be given, from `known` where it is there and otherwise the
 * simplest value.
 */
export function questionFor(
  schema: GraphQLSchema,
  path: string,
  selection: string,
  known: Values = {},
): { text: string; variables: () => Values } {
  const [rootName = "", name = ""] = path.split(".");
  const root = schema.getType(rootName);
  const field = isObjectType(root) ? root.getFields()[name] : undefined;
  if (!field) throw new Error(`no field ${path}`);
  const given = field.args.filter((arg) => isNonNullType(arg.type) || arg.name in known);
  const heads = given.map((arg) => `$${arg.name}: ${arg.type.toString()}`).join(", ");
  const passed = given.map((arg) => `${arg.name}: $${arg.name}`).join(", ");
  const text = `${rootName.toLowerCase()} ${heads ? `(${heads})` : ""} { ${name}${passed ? `(${passed})` : ""} ${selection} }`;
  const variables = () =>
    Object.fromEntries(given.map((arg) => [arg.name, known[arg.name] ?? valueFor(arg.type, arg.name)]));
  return { text, variables };
}

/** Names of the composite types that an answer of a field can hold, however deep. */
export function reachable(schema: GraphQLSchema, field: GraphQLField<unknown, unknown>): Set<string> {
  const found = new Set<string>();
  const visit = (type: GraphQLNamedType): void => {
    if (!isCompositeType(type) || found.has(type.name)) return;
    found.add(type.name);
    if (isAbstractType(type)) for (const possible of schema.getPossibleTypes(type)) visit(possible);
    if (isObjectType(type) || isInterfaceType(type))
      for (const nested of Object.values(type.getFields())) visit(getNamedType(nested.type));
  };
  visit(getNamedType(field.type));
  return found;
}

/** Records are levels of a selection, an item of the board is one; connections, edges and payloads only carry them. */
const isRecord = (type: GraphQLNamedType): boolean =>
  isObjectType(type) &&
  (type.name === "DemandItem" || type.getInterfaces().some(({ name }) => name === "Node"));

/**
 * What can be asked of a type: of a record also the records beside it, with their plain fields. Two of each list that
 * comes in pages.
 */
export function selectionOf(schema: GraphQLSchema, type: GraphQLNamedType, beside = true): string {
  if (isAbstractType(type)) return selectionOfAny(schema, type);
  if (!isObjectType(type)) return "";
  const fields = type.getFields();
  const parts = Object.values(fields).flatMap(({ name, args, type: of }) => {
    const inner = getNamedType(of);
    if (args.some((arg) => isNonNullType(arg.type)) || (!isLeafType(inner) && isRecord(type) && !beside))
      return [];
    const two = args.some((arg) => arg.name === "first") ? "(first: 2)" : "";
    // The same again as below the edges.
    if (name === "nodes" && fields.edges?.type.toString().endsWith("Edge!]!"))
      return ["nodes { __typename }"];
    return [`${name}${two} ${selectionOf(schema, inner, beside && !isRecord(type))}`];
  });
  return `{ __typename ${parts.join(" ")} }`;
}

/** Of one of several kinds: the fields that mean the same in every kind that has them. */
function selectionOfAny(schema: GraphQLSchema, type: GraphQLAbstractType): string {
  const kinds = schema.getPossibleTypes(type);
  const agreed = (name: string): boolean =>
    new Set(kinds.flatMap((kind) => kind.getFields()[name]?.type.toString() ?? [])).size === 1;
  const fragments = kinds.map((kind) => {
    const fields = Object.values(kind.getFields()).filter(
      ({ name, args, type: of }) => args.length === 0 && agreed(name) && isLeafType(getNamedType(of)),
    );
    const source = "source" in kind.getFields() ? " source { id title url licence }" : "";
    return `... on ${kind.name} { ${fields.map(({ name }) => name).join(" ")}${source} }`;
  });
  return `{ __typename ${fragments.join(" ")} }`;
}

/** Every `Type.field` of the object types below the roots. */
export function fieldsOf(schema: GraphQLSchema, of: (type: GraphQLObjectType) => boolean): string[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) && !roots.includes(type) && !type.name.startsWith("__") && of(type)
      ? Object.keys(type.getFields()).map((name) => `${type.name}.${name}`)
      : [],
  );
}
