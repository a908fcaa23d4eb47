import type { BarKind } from "../generated/graphql.ts";

/** Why an owner wants to be kept apart from another, as somebody would say it. */
export const barKinds: Record<BarKind, string> = {
  competitor: "竞争对手",
  dispute: "有纠纷",
  other: "其他原因",
};
