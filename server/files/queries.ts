import { z } from "zod";
import { idsParam, pageParams, pageRow } from "../api/rows.ts";
import { defineQuery, viewerSchema } from "../graph/query.ts";
import { mediaTypes } from "./contents.ts";

const viewer = viewerSchema;
const text = z.string();
const maybeText = text.nullable();
const one = z.object({ viewer, id: text });
const hash = z.object({ hash: text });

/** Kinds of thing that files hang on. The one place that lists them; `kinds.ts` says of each who may. */
export const targetKinds = [
  "Enterprise",
  "PartyOrganization",
  "Demand",
  "Offer",
  "ServiceProject",
  "Delivery",
  "Evaluation",
  "MembershipCase",
] as const;
export type TargetKind = (typeof targetKinds)[number];

export const attachmentKinds = ["material", "photo", "notice"] as const;
const kinds = z.array(z.enum(targetKinds)).readonly();

const targetRow = z.object({
  id: text,
  kind: z.enum(targetKinds),
  /** Of a project and of what belongs to one. */
  projectId: maybeText,
  /** Account that wrote an evaluation. */
  author: maybeText,
  /** Whose room its files take. */
  ownerId: text,
});
export type TargetRow = z.infer<typeof targetRow>;

export const readTargets = defineQuery({
  name: "files/read-targets",
  mode: "read",
  params: z.object({ viewer, ids: idsParam, kinds }),
  row: targetRow,
});

const attachmentRow = z.object({
  id: text,
  name: text,
  caption: maybeText,
  kind: z.enum(attachmentKinds),
  at: text,
  byName: maybeText,
  version: z.number(),
  example: z.boolean(),
  hash: text,
  /** Bytes. */
  size: z.number(),
  mediaType: z.enum(mediaTypes),
  targetId: text,
});
export type AttachmentRow = z.infer<typeof attachmentRow>;

export const readAttachments = defineQuery({
  name: "files/read-attachments",
  mode: "read",
  params: z.object({ viewer, ids: idsParam }),
  row: attachmentRow,
});

export const attachmentsOf = defineQuery({
  name: "files/attachments-of",
  mode: "read",
  params: z.object({ viewer, id: text, kinds, ...pageParams }),
  row: pageRow(attachmentRow.extend({ cursorKey: z.number() })),
});

export const countAttachments = defineQuery({
  name: "files/count-attachments",
  mode: "read",
  params: z.object({ viewer, ids: z.array(text) }),
  row: z.object({ id: text, attachments: z.number() }),
});

export const lockRoom = defineQuery({
  name: "files/lock-room",
  mode: "write",
  params: z.object({ ownerId: text, hash: text, demo: z.boolean() }),
  row: z.object({ bytes: z.number(), known: z.number() }),
});

export const lockFile = defineQuery({
  name: "files/lock-file",
  mode: "write",
  params: z.object({ hash: text, size: z.number(), mediaType: z.enum(mediaTypes) }),
  row: z.object({ hash: maybeText }),
});

export const createAttachment = defineQuery({
  name: "files/create-attachment",
  mode: "write",
  params: z.object({
    viewer,
    targetId: text,
    kinds,
    hash: text,
    id: text,
    name: text,
    caption: maybeText,
    kind: z.enum(attachmentKinds),
    by: text,
    byName: maybeText,
    ownerId: text,
  }),
  /** `id`: of the new one, or of the one that held this content on this thing before; `before`: how many hung there. */
  row: z.object({ id: text, before: z.number() }),
});

export const lockAttachment = defineQuery({
  name: "files/lock-attachment",
  mode: "write",
  params: one,
  row: z.object({ version: z.number() }),
});

export const saveAttachment = defineQuery({
  name: "files/save-attachment",
  mode: "write",
  params: one.extend({ name: text, caption: maybeText, kind: z.enum(attachmentKinds) }),
  row: z.object({ id: text }),
});

export const deleteAttachment = defineQuery({
  name: "files/delete-attachment",
  mode: "write",
  params: one,
  row: hash,
});

const marked = { mode: "write" as const, params: z.object({ id: text }), row: z.object({ id: text }) };
export const markExample = defineQuery({ name: "files/mark-example", ...marked });
export const markOwn = defineQuery({ name: "files/mark-own", ...marked });

const deleted = z.object({ deleted: z.number() });

export const deleteStrays = defineQuery({
  name: "files/delete-strays",
  mode: "write",
  params: z.object({ limit: z.number().int() }),
  row: deleted,
  scanReason: "a job looks through all attachments once an hour",
});

export const listLoose = defineQuery({
  name: "files/list-loose",
  mode: "read",
  params: z.object({ graceSeconds: z.number().int(), limit: z.number().int() }),
  row: hash,
  scanReason: "a job looks through all contents once an hour",
});

export const lockLoose = defineQuery({
  name: "files/lock-loose",
  mode: "write",
  params: hash,
  row: z.object({ hash: maybeText, held: z.boolean() }),
});

export const deleteFile = defineQuery({
  name: "files/delete-file",
  mode: "write",
  params: hash,
  row: deleted,
});

export const knownFiles = defineQuery({
  name: "files/known-files",
  mode: "read",
  params: z.object({ hashes: idsParam }),
  row: hash,
});
