import { buildSchema, GraphQLError, parse } from "graphql";
import { createSchema } from "graphql-yoga";
import { describe, expect, it } from "vitest";
import {
  accountAccess,
  anonymousAccess,
  type ExpandedGrant,
  guestAccess,
  scopeOf,
} from "../../server/access/access.ts";
import { allRoles, roleRules, tokenScopes } from "../../server/access/roles.ts";
import { declaredRules, protectSchema } from "../../server/access/rules.ts";
import { apiSchema } from "../../server/api/graphql.ts";
import { modules } from "../../server/modules.ts";
import { harmless, reaches, sensitiveNames } from "./expected.ts";
import { fieldsOf, reachable } from "./schemaPaths.ts";

const definitions =
  "directive @may(do: Permission!) on FIELD_DEFINITION enum Permission { read writeDemand }";

describe("the schema", () => {
  it("declares on every root field who may use it", () => {
    const undeclared = [...declaredRules(apiSchema(modules))].filter(([, permission]) => permission === null);
    expect(undeclared).toEqual([]);
  });

  it.each([
    ["a query", "type Query { open: Int }"],
    [
      "a mutation added by a later capability",
      "type Query { a: Int @may(do: read) } type Mutation { b: Int @may(do: read) } extend type Mutation { c: Int }",
    ],
    ["a subscription", "type Query { a: Int @may(do: read) } type Subscription { s: Int }"],
  ])("does not come to be with %s that declares nothing", (_, types) => {
    expect(() => protectSchema(buildSchema(`${definitions} ${types}`))).toThrow(/declares a permission/);
  });

  it("asks before the resolver runs, nested aliases and fragments included", async () => {
    let ran = 0;
    const schema = protectSchema(
      createSchema<object>({
        typeDefs: parse(`${definitions} type Query { a: Int @may(do: read) b: Int @may(do: writeDemand) }`),
        resolvers: { Query: { a: () => 1, b: () => (ran += 1) } },
      }),
    );
    const { graphql } = await import("graphql");
    const contextValue = { access: { ...anonymousAccess(true) } };
    const source = "{ a x: b ... on Query { y: b } }";
    const result = await graphql({ schema, source, contextValue });
    expect(result.data).toEqual({ a: 1, x: null, y: null });
    expect(result.errors?.every((error) => error instanceof GraphQLError)).toBe(true);
    expect(ran).toBe(0);
  });
});

describe("what tells of persons and secrets", () => {
  const schema = apiSchema(modules);
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const fields = roots.flatMap((root) =>
    Object.values(root?.getFields() ?? {}).map((field) => ({
      path: `${root?.name}.${field.name}`,
      types: reachable(schema, field),
    })),
  );

  it.each(Object.keys(reaches))("%s is reached from no other root field than the table says", (type) => {
    const found = fields.filter(({ types }) => types.has(type)).map(({ path }) => path);
    const say = `the ways to ${type} changed: if they should, say so in \`reaches\` of test/access/expected.ts`;
    expect(found.sort(), say).toEqual([...(reaches[type] ?? [])].sort());
  });

  it("stands only in types whose ways are in the table", () => {
    const stray = fieldsOf(schema, () => true).filter((field) => {
      const [type = "", name = ""] = field.split(".");
      return sensitiveNames.test(name) && !(type in reaches) && !harmless.includes(field);
    });
    const say = "add the type to `reaches`, or the field to `harmless`, in test/access/expected.ts";
    expect(stray, say).toEqual([]);
  });
});

describe("the table of roles", () => {
  it("lets a supervisor see everything and change nothing but evaluate, with files on what is their own", () => {
    expect(roleRules.supervisor.sees).toBe("all");
    expect(roleRules.supervisor.permissions.filter((permission) => !/^read/.test(permission))).toEqual([
      "evaluate",
      "attachFile",
    ]);
  });

  it("lets nobody make accounts but administrators, and no token either", () => {
    expect(allRoles.filter((role) => roleRules[role].permissions.includes("manageAccounts"))).toEqual([
      "administrator",
    ]);
    expect(tokenScopes).not.toContain("manageAccounts");
    expect(tokenScopes).not.toContain("ownAccount");
  });
});

const grant = (over: Partial<ExpandedGrant>): ExpandedGrant => ({
  grantId: "g",
  role: "organizationSecretary",
  place: null,
  until: null,
  hubs: [],
  alliances: [],
  owners: [],
  ...over,
});
const facts = {
  kind: "account" as const,
  actor: { id: "a", name: "a", demo: false },
  mustChangePassword: false,
  scopes: null,
  session: null,
  demoOn: false,
};

describe("what grants come to", () => {
  it("acts for a place only with a permission of the role that holds it", () => {
    const access = accountAccess(facts, [
      grant({ role: "organizationSecretary", owners: ["o"], alliances: ["a"] }),
      grant({ role: "chainLead", alliances: ["b"] }),
      grant({ role: "supervisor" }),
      grant({ role: "bank", owners: ["d"] }),
    ]);
    expect(access.viewer).toEqual({ all: true, audiences: [] });
    // Seeing everything as a supervisor opens nothing to change; a bank offers and needs nothing.
    expect(scopeOf(access, "writeDemand")).toEqual({
      all: false,
      ownerIds: ["o"],
      allianceIds: ["b"],
      unowned: false,
    });
    expect(scopeOf(access, "writeOffer")).toEqual({
      all: false,
      ownerIds: ["o", "d"],
      allianceIds: ["b"],
      unowned: false,
    });
    expect(scopeOf(access, "manageAccounts")).toEqual({
      all: false,
      ownerIds: [],
      allianceIds: [],
      unowned: false,
    });
  });

  it("is nothing while a one-time password stands", () => {
    const access = accountAccess({ ...facts, mustChangePassword: true }, [grant({ role: "administrator" })]);
    expect([...access.permissions].sort()).toEqual(["enter", "ownAccount"]);
    expect(access.viewer).toEqual({ all: false, audiences: [] });
    expect(scopeOf(access, "writeDemand").ownerIds).toEqual([]);
  });

  it("gives a guest no more than the sharer still has", () => {
    const session = { id: "s", hash: "h", endsAt: "", startPath: null };
    const { viewer, permissions } = guestAccess(
      facts.actor,
      ["public", "alliance:a", "org:x"],
      { all: false, audiences: ["public", "org:x", "org:y"] },
      session,
    );
    expect(viewer).toEqual({ all: false, audiences: ["public", "org:x"] });
    expect([...permissions].sort()).toEqual(["enter", "read"]);
  });

  it("gives a token the meeting of its scopes and its owner's permissions", () => {
    const { permissions } = accountAccess(
      { ...facts, kind: "token", scopes: ["read", "writeDemand", "readAudit"] },
      [grant({ role: "supervisor" })],
    );
    expect([...permissions].sort()).toEqual(["enter", "read", "readAudit"]);
  });
});
