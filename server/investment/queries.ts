import { z } from "zod";
import { countedPageRow, pageParams } from "../api/rows.ts";
import { defineQuery, viewerSchema } from "../graph/query.ts";

const text = z.string();
const count = z.number();
const viewer = viewerSchema;

const scopeRow = z.object({ id: text, name: text, firms: count, examples: count, districts: count });
export type ScopeRow = z.infer<typeof scopeRow>;

export const listScopes = defineQuery({
  name: "investment/list-scopes",
  mode: "read",
  params: z.object({ viewer, today: text }),
  row: scopeRow,
  scanReason: "how many firms each district has is a figure about all firms",
});

const positionFactsRow = z.object({
  id: text,
  name: text,
  stage: z.enum(["upstream", "midstream", "downstream"]),
  order: count,
  chainId: text,
  chainName: text,
  feeds: z.array(text),
  standing: count,
  strong: count,
  making: count,
  buyers: count,
  supplied: count,
  hanging: count,
  needs: count,
  suppliers: count,
  supplies: count,
  fromOutside: count,
  squares: count,
  most: count,
  example: z.boolean(),
});
export type PositionFactsRow = z.infer<typeof positionFactsRow>;

export const positionFacts = defineQuery({
  name: "investment/position-facts",
  mode: "read",
  params: z.object({ viewer, today: text, districtId: text, chainId: text.nullable() }),
  row: positionFactsRow,
  scanReason:
    "the positions of all chains are some hundred; the firms of each are reached over its own relationships",
});

const firmRow = z.object({ id: text, cursorKey: text });
export const gapFirms = defineQuery({
  name: "investment/gap-firms",
  mode: "read",
  params: z.object({
    viewer,
    today: text,
    districtId: text,
    positionId: text,
    side: z.enum(["standing", "buying", "outside"]),
    ...pageParams,
  }),
  row: countedPageRow(firmRow),
});

export const gapNeeds = defineQuery({
  name: "investment/gap-needs",
  mode: "read",
  params: z.object({ viewer, today: text, positionId: text, limit: count }),
  row: z.object({ totalCount: count, ids: z.array(text) }),
});

const tie = z.object({
  id: text,
  name: text,
  organization: text.nullable(),
  organizationId: text.nullable(),
  alliance: text.nullable(),
});
export type TieRow = z.infer<typeof tie>;

const candidateRow = z.object({
  id: text,
  name: text,
  scale: z.enum(["large", "medium", "small", "micro"]).nullable(),
  tags: z.array(text),
  example: z.boolean(),
  stands: z.boolean(),
  makes: z.array(text),
  wantedHere: count,
  ties: z.array(tie),
});
export type CandidateRow = z.infer<typeof candidateRow>;

export const listCandidates = defineQuery({
  name: "investment/list-candidates",
  mode: "read",
  params: z.object({ viewer, today: text, districtId: text, positionId: text }),
  row: candidateRow,
});
