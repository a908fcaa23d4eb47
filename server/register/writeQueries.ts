import { z } from "zod";
import { defineQuery, viewerSchema } from "../graph/query.ts";
import { postKinds } from "./queries.ts";

const text = z.string();
const maybe = text.nullable();
const number = z.number().nullable();
const viewer = viewerSchema;
const done = z.object({ id: text });
const entered = { viewer, today: text, id: text, allianceId: text, name: text };

export const createEnterprise = defineQuery({
  name: "register/create-enterprise",
  mode: "write",
  params: z.object(entered),
  row: done,
});

export const saveEnterpriseFields = defineQuery({
  name: "register/save-enterprise",
  mode: "write",
  params: z.object({
    viewer,
    today: text,
    id: text,
    name: text,
    shortName: text,
    aliases: z.array(text),
    pinyin: text,
    pinyinInitials: text,
    creditCode: maybe,
    scale: maybe,
    employees: number,
    partyMembers: number,
    tags: z.array(text),
    parkId: maybe,
    positions: z.array(z.object({ id: text, role: text })),
  }),
  row: done,
});

export const createOrganization = defineQuery({
  name: "register/create-organization",
  mode: "write",
  params: z.object({ ...entered, kind: text }),
  row: done,
});

export const saveOrganizationFields = defineQuery({
  name: "register/save-organization",
  mode: "write",
  params: z.object({
    viewer,
    today: text,
    id: text,
    name: text,
    shortName: text,
    pinyin: text,
    pinyinInitials: text,
    kind: text,
    founded: maybe,
    termYears: number,
    lastElectedOn: maybe,
    memberCount: number,
    superiorId: maybe,
    covers: z.array(z.object({ id: text, mode: text })),
  }),
  row: done,
});

const post = z.enum(postKinds);

export const takePostStatement = defineQuery({
  name: "register/take-post",
  mode: "write",
  params: z.object({
    viewer,
    today: text,
    placeId: text,
    id: text,
    post,
    name: text,
    title: maybe,
    since: text,
    until: maybe,
  }),
  row: done,
});

export const endPostStatement = defineQuery({
  name: "register/end-post",
  mode: "write",
  params: z.object({ viewer, placeId: text, post, on: text }),
  row: done.extend({ name: text, since: maybe }),
});

const membership = { viewer, memberId: text, allianceId: text, observing: z.boolean() };

export const joinAllianceStatement = defineQuery({
  name: "register/join-alliance",
  mode: "write",
  params: z.object({ ...membership, since: text, until: maybe }),
  row: done,
  scanReason: "joins two nodes that were each found by their id",
});

export const leaveAllianceStatement = defineQuery({
  name: "register/leave-alliance",
  mode: "write",
  params: z.object({ ...membership, until: text }),
  row: done.extend({ since: maybe }),
});

const mark = { mode: "write", params: z.object({ viewer, id: text }), row: done } as const;
export const markExample = defineQuery({ name: "register/mark-example", ...mark });
export const markOwn = defineQuery({ name: "register/mark-own", ...mark });

export const createAlliance = defineQuery({
  name: "register/create-alliance",
  mode: "write",
  params: z.object({ id: text, name: text, kind: text, chainId: maybe }),
  row: done,
});

export const saveAllianceFields = defineQuery({
  name: "register/save-alliance",
  mode: "write",
  params: z.object({
    ...{ viewer, today: text, id: text, expectedVersion: z.number().int(), parentId: maybe },
    ...{ name: text, shortName: text, pinyin: text, pinyinInitials: text },
    ...{ registeredOn: maybe, registrationNumber: maybe, registeredWith: maybe },
  }),
  row: done,
});
