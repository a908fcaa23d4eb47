import { z } from "zod";
import { defineQuery, viewerSchema } from "../graph/query.ts";

const day = z.string();
const text = z.string();
const maybeText = text.nullable();
const maybeNumber = z.number().nullable();
const ids = z.array(text);

export const readPaths = defineQuery({
  name: "matching/read-paths",
  mode: "read",
  params: z.object({
    ids,
    /** `[source, type, target]`, each by id. */
    edges: z.array(z.tuple([text, text, text])),
    kinds: ids.readonly(),
    viewer: viewerSchema,
  }),
  row: z.object({
    nodes: z.array(
      z.object({
        id: text,
        kind: text,
        name: text,
        shortName: text,
        variant: maybeText,
        example: z.boolean(),
      }),
    ),
    edges: z.array(
      z.object({
        type: text,
        source: text,
        target: text,
        label: maybeText,
        since: maybeText,
        until: maybeText,
      }),
    ),
  }),
});

const ruledSide = {
  state: text,
  ownerId: maybeText,
  flow: z.enum(["toNeed", "toOffer"]).nullable(),
  from: day.nullable(),
  until: day.nullable(),
};

export const lockMatch = defineQuery({
  name: "matching/lock-match",
  mode: "write",
  params: z.object({ demandId: text, offerId: text, viewer: viewerSchema }),
  row: z.object({
    id: text,
    state: text,
    reason: maybeText,
    declineReason: maybeText,
    /** What the hard rules ask of both sides. */
    need: z.object(ruledSide),
    offer: z.object({ ...ruledSide, capacity: maybeNumber, used: maybeNumber }),
  }),
});

export const moveMatch = defineQuery({
  name: "matching/move-match",
  mode: "write",
  params: z.object({
    id: text,
    to: text,
    by: text,
    reason: maybeText,
    declineReason: maybeText,
    /** Whose move it is once it is contacted; null in every other state. */
    waitsFor: maybeText,
    /** What was shown, all three or none; null: what is stored stays. */
    weightsVersion: maybeText,
    /** 0..100 */
    score: maybeNumber,
    /** JSON */
    factors: maybeText,
    viewer: viewerSchema,
  }),
  row: z.object({ id: text, state: text, reason: maybeText, declineReason: maybeText }),
});

export const lockCapacity = defineQuery({
  name: "matching/lock-capacity",
  mode: "write",
  params: z.object({ id: text }),
  row: z.object({ quantity: maybeNumber, wantedIn: maybeText, unit: maybeText }),
});
export const waitingContacts = defineQuery({
  name: "matching/waiting-contacts",
  mode: "read",
  /** ISO days in Asia/Shanghai: last steps up to the one, endings since the other. */
  params: z.object({ before: day, endedSince: day, viewer: viewerSchema }),
  row: z.object({
    id: text,
    state: z.enum(["contacted", "expired"]),
    demandId: text,
    offerId: text,
    /** The last step. */
    at: text,
    reason: maybeText,
    waitsFor: z.enum(["demand", "offer", "both"]),
    example: z.boolean(),
  }),
});
export type WaitingContactRow = z.infer<typeof waitingContacts.row>;

export const settleCapacity = defineQuery({
  name: "matching/settle-capacity",
  mode: "write",
  /** Whether the pair stands: it takes what it needs, else it gives it back. */
  params: z.object({ id: text, holds: z.boolean(), wanted: maybeNumber }),
  row: z.object({
    /** What it holds now, in the resource's unit. */
    amount: maybeNumber,
    nothingLeft: z.boolean(),
    capacity: maybeNumber,
    unit: maybeText,
  }),
});

const barredParams = z.object({ id: text, today: day });
const barredRow = z.object({ id: text, barIds: z.array(text) });
export type BarredRow = z.infer<typeof barredRow>;

export const barredOffers = defineQuery({
  name: "matching/barred-offers",
  mode: "read",
  params: barredParams,
  row: barredRow,
});

export const barredDemands = defineQuery({
  name: "matching/barred-demands",
  mode: "read",
  params: barredParams,
  row: barredRow,
});
