import { ulid } from "ulid";
import { expect } from "vitest";
import type { Browser } from "../support/people.ts";

export const reviewVersion = async (by: Browser, id: string): Promise<number> =>
  (await by.ask("query($id: ID!) { alliance(id: $id) { reviewVersion } }", { id })).data.alliance
    .reviewVersion;
/** Sets it as it is seen now, or as it was seen at `version`. */
export const setReview = async (by: Browser, allianceId: string, reviews: boolean, version?: number) =>
  by.ask(
    "mutation($i: SetAllianceReviewInput!) { setAllianceReview(input: $i) { alliance { reviewsEntries reviewVersion } } }",
    {
      i: {
        ...{ clientMutationId: ulid(), allianceId, reviews },
        expectedVersion: version ?? (await reviewVersion(by, allianceId)),
      },
    },
  );
const fieldsOf = "id version state returnReason visibility mayReview mayEdit";
export const enter = (by: Browser, fields: object, asDraft = false) =>
  by.ask(`mutation($i: EnterDemandInput!) { enterDemand(input: $i) { demand { ${fieldsOf} } } }`, {
    i: { clientMutationId: ulid(), asDraft, fields: { text: "需要叉车工培训", raisedById: "o", ...fields } },
  });
export const entered = async (by: Browser, fields: object = {}, asDraft = false) => {
  const answer = await enter(by, fields, asDraft);
  expect(answer.errors).toEqual([]);
  return answer.data.enterDemand.demand as { id: string; version: number; state: string };
};
export const edit = (by: Browser, id: string, expectedVersion: number, fields: object, asDraft = false) =>
  by.ask(`mutation($i: EditDemandInput!) { editDemand(input: $i) { demand { ${fieldsOf} } } }`, {
    i: {
      ...{ clientMutationId: ulid(), asDraft, id, expectedVersion },
      fields: { text: "需要叉车工培训", raisedById: "o", ...fields },
    },
  });
export const read = async (by: Browser, id: string) =>
  (await by.ask(`query($id: ID!) { demand(id: $id) { ${fieldsOf} } }`, { id })).data.demand;
export const listed = async (by: Browser) => {
  const { data } = await by.ask(
    `{ demands(first: 200) { totalCount nodes { id } } similarDemands(text: "需要叉车工培训", first: 10) { id } }`,
  );
  return data as {
    demands: { totalCount: number; nodes: { id: string }[] };
    similarDemands: { id: string }[];
  };
};
export const step = (
  by: Browser,
  name: string,
  entries: { id: string; version: number }[],
  reason?: string,
) =>
  by.ask(`mutation($i: StepEntriesInput!) { ${name}(input: $i) { doneIds refused { id title reason } } }`, {
    i: {
      clientMutationId: ulid(),
      entries: entries.map(({ id, version }) => ({ id, expectedVersion: version })),
      reason,
    },
  });
