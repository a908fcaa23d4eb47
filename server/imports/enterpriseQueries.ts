import { z } from "zod";
import { actorSchema } from "../access/access.ts";
import { defineQuery, viewerSchema } from "../graph/query.ts";

const text = z.string().nullable();
const number = z.number().nullable();
const viewer = viewerSchema;
const withId = z.object({ id: z.string() });

const enterpriseFacts = {
  id: z.string(),
  aliases: z.array(z.string()),
  creditCode: text,
  scale: text,
  tags: z.array(z.string()),
  employees: number,
  partyMembers: number,
};
const filledEnterprise = z.object(enterpriseFacts);
const newEnterprise = z.object({
  ...enterpriseFacts,
  name: z.string(),
  shortName: z.string(),
  pinyin: z.string(),
  pinyinInitials: z.string(),
  audience: z.string(),
  parkId: text,
  allianceId: text,
});
export type NewEnterprise = z.infer<typeof newEnterprise>;

export const createEnterprises = defineQuery({
  name: "imports/create-enterprises",
  mode: "write",
  params: z.object({ viewer, today: z.string(), example: z.boolean(), rows: z.array(newEnterprise) }),
  row: withId,
});

const names = z.array(z.string()).nullable();
const factsKept = z.object({
  creditCode: text,
  scale: text,
  employees: number,
  partyMembers: number,
  tags: names,
  aliases: names,
});

/** What a row filled in. */
export interface Filled {
  id: string;
  before: z.infer<typeof factsKept>;
  after: z.infer<typeof factsKept>;
}

export const fillEnterprises = defineQuery({
  name: "imports/fill-enterprises",
  mode: "write",
  params: z.object({ viewer, actor: actorSchema, today: z.string(), rows: z.array(filledEnterprise) }),
  row: withId.extend({ before: factsKept, after: factsKept }),
});
