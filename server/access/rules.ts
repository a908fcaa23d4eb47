import { defaultFieldResolver, type GraphQLField, type GraphQLSchema, Kind } from "graphql";
import { type Access, demand } from "./access.ts";
import { allPermissions, type Permission } from "./roles.ts";

interface WithAccess {
  access: Access;
}

/** Every root field with the permission it declares, e.g. `Query.me` → `enter`; null where it declares none. */
export function declaredRules(schema: GraphQLSchema): Map<string, Permission | null> {
  const rules = new Map<string, Permission | null>();
  for (const [name, field] of rootFields(schema)) rules.set(name, declared(field));
  return rules;
}

/**
 * Puts the declared permission before every root field's resolver, and stops the program at start when one declares
 * none. Returns the schema it was given.
 */
export function protectSchema(schema: GraphQLSchema): GraphQLSchema {
  for (const [name, field] of rootFields(schema)) {
    const permission = declared(field);
    if (!permission || !allPermissions.has(permission))
      throw new Error(`${name}: every root field declares a permission some role holds, as @may(do: read)`);
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = (source, args, context: WithAccess, info) => {
      demand(context.access, permission);
      return resolve(source, args, context, info);
    };
    const { subscribe } = field;
    if (subscribe)
      field.subscribe = (source, args, context: WithAccess, info) => {
        demand(context.access, permission);
        return subscribe(source, args, context, info);
      };
  }
  return schema;
}

function rootFields(schema: GraphQLSchema): [string, GraphQLField<unknown, WithAccess>][] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return roots.flatMap((root) =>
    root
      ? Object.values(root.getFields()).map((field): [string, GraphQLField<unknown, WithAccess>] => [
          `${root.name}.${field.name}`,
          field,
        ])
      : [],
  );
}

function declared(field: GraphQLField<unknown, WithAccess>): Permission | null {
  const may = field.astNode?.directives?.find((directive) => directive.name.value === "may");
  const value = may?.arguments?.find((argument) => argument.name.value === "do")?.value;
  return value?.kind === Kind.ENUM ? (value.value as Permission) : null;
}
