import { z } from "zod";
import { actorSchema } from "../access/access.ts";
import { idsParam, pageParams } from "../api/rows.ts";
import { defineQuery, viewerSchema } from "../graph/query.ts";

const text = z.string();
const maybe = text.nullable();
const viewer = viewerSchema;
const link = z.object({ id: text, name: text });
const done = z.object({ id: text });
const count = z.number();
const keeper = { viewer, actor: actorSchema, today: text };
/** A property with its type: see `links.ts`. */
const value = z.object({ name: text, kind: text, value: z.unknown() });

export const listNames = defineQuery({
  name: "merging/list-names",
  mode: "read",
  params: z.object({ ...keeper, organizations: z.boolean() }),
  row: z.object({
    id: text,
    name: text,
    shortName: maybe,
    aliases: z.array(text),
    creditCode: maybe,
    variant: maybe,
    example: z.boolean(),
  }),
  scanReason: "every name of the register is compared with every other",
});

const sideRow = z.object({
  id: text,
  name: text,
  kind: z.enum(["Enterprise", "PartyOrganization"]),
  version: count,
  example: z.boolean(),
  aliases: z.array(text),
  fields: z.record(text, maybe),
  holds: z.record(text, count),
});
export type SideRow = z.infer<typeof sideRow>;

export const readSides = defineQuery({
  name: "merging/read-sides",
  mode: "read",
  params: z.object({ viewer, today: text, ids: idsParam }),
  row: sideRow,
});

export const readLinks = defineQuery({
  name: "merging/read-links",
  mode: "read",
  params: z.object({ ids: idsParam }),
  row: z.object({
    of: text,
    key: text,
    type: text,
    outgoing: z.boolean(),
    otherKey: text,
    otherId: text,
    otherName: maybe,
    values: z.array(value),
  }),
});

export const dropLinks = defineQuery({
  name: "merging/drop-links",
  mode: "write",
  params: z.object({ keys: z.array(text) }),
  row: z.object({ dropped: count }),
});

export const createLinks = defineQuery({
  name: "merging/create-links",
  mode: "write",
  params: z.object({
    rows: z.array(
      z.object({ of: text, other: text, type: text, outgoing: z.boolean(), values: z.array(value) }),
    ),
  }),
  row: z.object({ created: count }),
  scanReason: "two nodes, each by its own id",
});

export const findNodes = defineQuery({
  name: "merging/find-nodes",
  mode: "read",
  params: z.object({ ids: z.array(text) }),
  row: z.object({ id: text, key: text }),
});

export const readValues = defineQuery({
  name: "merging/read-values",
  mode: "read",
  params: z.object({ id: text, names: z.array(text) }),
  row: z.object({ key: text, name: text, labels: z.array(text), values: z.array(value) }),
});

export const readOrigin = defineQuery({
  name: "merging/read-origin",
  mode: "read",
  params: z.object({ id: text }),
  row: z.object({ example: z.boolean() }),
});

export const setValues = defineQuery({
  name: "merging/set-values",
  mode: "write",
  params: z.object({ id: text, values: z.array(value), example: z.boolean() }),
  row: done,
});

export const buryEntry = defineQuery({
  name: "merging/bury-entry",
  mode: "write",
  params: z.object({ id: text, keptId: text }),
  row: done,
  scanReason: "joins two nodes that were each found by their id",
});

export const reviveEntry = defineQuery({
  name: "merging/revive-entry",
  mode: "write",
  params: z.object({ id: text }),
  row: done,
});

export const findKept = defineQuery({
  name: "merging/find-kept",
  mode: "read",
  params: z.object({ id: text }),
  row: link,
});

const pointed = z.union([text, z.array(text)]);

export const readPointers = defineQuery({
  name: "merging/read-pointers",
  mode: "read",
  params: z.object({ id: text }),
  row: z.object({ id: text, name: text, value: pointed }),
  scanReason: "links that were shared are some hundred",
});

export const setPointers = defineQuery({
  name: "merging/set-pointers",
  mode: "write",
  params: z.object({
    rows: z.array(z.object({ id: text, name: text, from: pointed, to: pointed })),
  }),
  row: done,
});

export const returnEntries = defineQuery({
  name: "merging/return-entries",
  mode: "write",
  params: z.object({ id: text, from: text }),
  row: z.object({ returned: count }),
});

export const createMerge = defineQuery({
  name: "merging/create-merge",
  mode: "write",
  params: z.object({
    id: text,
    by: maybe,
    byName: text,
    keptId: text,
    keptName: text,
    removedId: text,
    removedName: text,
    moved: count,
    record: text,
    example: z.boolean(),
  }),
  row: done,
});

export const readMerge = defineQuery({
  name: "merging/read-merge",
  mode: "read",
  params: z.object({ id: text }),
  row: z.object({
    id: text,
    keptId: text,
    keptName: text,
    removedId: text,
    removedName: text,
    record: text,
    undone: z.boolean(),
    undoneBy: maybe,
    laterName: maybe,
  }),
});

export const finishUndo = defineQuery({
  name: "merging/finish-undo",
  mode: "write",
  params: z.object({ id: text, byName: text }),
  row: done,
});

const mergeRow = z.object({
  id: text,
  at: text,
  byName: text,
  keptId: text,
  keptName: text,
  removedId: text,
  removedName: text,
  moved: count,
  undoneAt: maybe,
  undoneBy: maybe,
});
export type MergeRow = z.infer<typeof mergeRow>;

export const listMerges = defineQuery({
  name: "merging/list-merges",
  mode: "read",
  params: z.object({ ...keeper, ...pageParams }),
  row: z.object({ totalCount: count, items: z.array(mergeRow.extend({ cursorKey: text })) }),
  scanReason: "merges are some hundred, and each is looked at for whether the viewer keeps its entry",
});

export const setDistinct = defineQuery({
  name: "merging/set-distinct",
  mode: "write",
  params: z.object({ id: text, aId: text, bId: text, by: maybe, byName: text }),
  row: done,
});

export const deleteDistinct = defineQuery({
  name: "merging/delete-distinct",
  mode: "write",
  params: z.object({ id: text }),
  row: z.object({ deleted: count }),
});

const distinctRow = z.object({ id: text, at: text, byName: text, left: link, right: link });
export type DistinctRow = z.infer<typeof distinctRow>;

export const listDistinct = defineQuery({
  name: "merging/list-distinct",
  mode: "read",
  params: z.object({ viewer }),
  row: distinctRow,
  scanReason: "pairs that were told apart are some hundred",
});
