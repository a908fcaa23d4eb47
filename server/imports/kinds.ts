import { scopeOf } from "../access/access.ts";
import type { Permission } from "../access/roles.ts";
import { AppError } from "../errors.ts";
import type { ImportKind } from "../generated/resolvers.ts";
import type { Transaction } from "../graph/connection.ts";
import type { Desk } from "./desk.ts";
import { createEnterprises, type Filled, fillEnterprises, type NewEnterprise } from "./enterpriseQueries.ts";
import { judgeEnterprises } from "./enterprises.ts";
import { judgeEntries } from "./entries.ts";
import type { FileRow, Judged } from "./judge.ts";
import { judgeMemberships, type NewMembership, writeMemberships } from "./memberships.ts";
import { judgeOrganizations, type NewOrganization, writeOrganizations } from "./organizations.ts";
import { judgePosts, type NewPost, writePosts } from "./posts.ts";
import { createDemands, createOffers, type NewDemand, type NewOffer } from "./queries.ts";
import type { Mapping } from "./recognise.ts";

interface WriteParts {
  by: string;
  example: boolean;
}

/** One kind of row: who may import it, how it is judged, and how what was accepted is written. */
interface KindRules<T> {
  permission: Permission;
  /** The label of what it makes, for the audit trail, and the word of the trail for making one. */
  label: string;
  action: string;
  /** The word of the trail for filling in what one lacks. */
  filling?: string;
  counter: "demands" | "offers" | "register";
  judge(desk: Desk, rows: readonly FileRow[], mapping: Mapping): Promise<Judged<T>[]>;
  /** Leaves out what is updated. Returns what was filled in where rows were merged with what is there. */
  write(tx: Transaction, desk: Desk, rows: readonly Judged<T>[], parts: WriteParts): Promise<Filled[]>;
}

const toWrite = <T>(rows: readonly Judged<T>[], result: "accepted" | "merged"): T[] =>
  rows.flatMap(({ differs, ...row }) =>
    row.result === result && row.write !== null && !differs?.updating ? [row.write] : [],
  );

const demand: KindRules<NewDemand> = {
  permission: "writeDemand",
  label: "Demand",
  action: "enterDemand",
  counter: "demands",
  judge: (desk, rows, mapping) => judgeEntries(desk, "demand", rows, mapping) as Promise<Judged<NewDemand>[]>,
  write: async (tx, desk, rows, parts) => {
    const { viewer } = desk.context;
    await tx.run(createDemands, { viewer, ...parts, rows: toWrite(rows, "accepted") });
    return [];
  },
};

const offer: KindRules<NewOffer> = {
  permission: "writeOffer",
  label: "Offer",
  action: "enterOffer",
  counter: "offers",
  judge: (desk, rows, mapping) => judgeEntries(desk, "offer", rows, mapping) as Promise<Judged<NewOffer>[]>,
  write: async (tx, desk, rows, parts) => {
    const { viewer } = desk.context;
    await tx.run(createOffers, { viewer, ...parts, rows: toWrite(rows, "accepted") });
    return [];
  },
};

const enterprise: KindRules<NewEnterprise> = {
  permission: "writeRegister",
  label: "Enterprise",
  action: "enterEnterprise",
  filling: "fillEnterprise",
  counter: "register",
  judge: judgeEnterprises,
  write: async (tx, { context: { viewer, access, today } }, rows, { example }) => {
    const known = toWrite(rows, "merged").map(
      ({ id, aliases, creditCode, scale, tags, employees, partyMembers }) => ({
        ...{ id, aliases, creditCode, scale, tags, employees, partyMembers },
      }),
    );
    const actor = scopeOf(access, "writeRegister");
    const filled = await tx.run(fillEnterprises, { viewer, actor, today, rows: known });
    // A firm left the actor's place since it was judged: said to be filled, it would not be. The batch is judged anew.
    if (filled.length < known.length)
      throw new AppError("CONFLICT", "有企业刚刚被别人改动，这一批还没有写入。请继续导入。");
    await tx.run(createEnterprises, { viewer, today, example, rows: toWrite(rows, "accepted") });
    return filled.filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
  },
};

const organization: KindRules<NewOrganization> = {
  permission: "writeRegister",
  label: "PartyOrganization",
  action: "enterOrganization",
  filling: "fillOrganization",
  counter: "register",
  judge: judgeOrganizations,
  write: (tx, desk, rows, { example }) =>
    writeOrganizations(tx, desk, {
      fresh: toWrite(rows, "accepted"),
      known: toWrite(rows, "merged"),
      example,
    }),
};

const post: KindRules<NewPost> = {
  permission: "writeRegister",
  label: "PartyOrganization",
  action: "takePost",
  counter: "register",
  judge: judgePosts,
  write: async (tx, desk, rows, { example }) => {
    await writePosts(tx, desk, toWrite(rows, "accepted"), example);
    return [];
  },
};

const membership: KindRules<NewMembership> = {
  permission: "writeRegister",
  label: "PartyOrganization",
  action: "joinAlliance",
  counter: "register",
  judge: judgeMemberships,
  write: async (tx, desk, rows) => {
    await writeMemberships(tx, desk, toWrite(rows, "accepted"));
    return [];
  },
};

// Each kind's own rows go in and come out: nobody mixes two.
export const kindRules = {
  demand,
  offer,
  enterprise,
  organization,
  post,
  membership,
} as unknown as Readonly<Record<ImportKind, KindRules<unknown>>>;
