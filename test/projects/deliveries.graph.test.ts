import { ulid } from "ulid";
import { beforeAll, expect, it } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { ask } from "../support/graph.ts";
import { codeOf } from "../support/people.ts";
import { as, mutate, openLoop, project, started } from "./loop.ts";

let graph: Graph;
beforeAll(async () => {
  graph = await openLoop();
}, 120_000);

const told = async (name: string, id: string) =>
  (
    await as(
      name,
      `query ($id: ID!) { serviceProject(id: $id) { version deliveryCount
        deliveries { id on text quantity unit mine attachmentCount mayAttach } } }`,
      { id },
    )
  ).data.serviceProject;

const change = async (name: string, field: string, id: string, more: Record<string, unknown>) => {
  const { version } = await project(name, id);
  return mutate(name, field, { id, expectedVersion: version, ...more });
};

/** A running project with one delivery that the provider wrote. */
async function delivered(i: number): Promise<{ id: string; deliveryId: string }> {
  const { id } = await started(i);
  await change("provider", "moveProject", id, { step: "start" });
  await change("provider", "recordDelivery", id, {
    on: "2026-01-05",
    text: "检测 3 件",
    quantity: 3,
    unit: "件",
  });
  const [kept] = (await told("provider", id)).deliveries;
  return { id, deliveryId: kept.id };
}

const right = { on: "2026-01-06", text: "检测 4 件", quantity: 4, unit: "件", reason: "少记了一件" };

it("is corrected by whoever wrote it, with the reason, and the trail tells both", async () => {
  const { id, deliveryId } = await delivered(1);
  expect((await told("lead", id)).deliveries[0]).toMatchObject({ mine: false, mayAttach: true });
  expect(codeOf(await change("lead", "editDelivery", id, { deliveryId, ...right }))).toBe("FORBIDDEN");
  expect(codeOf(await change("stranger", "editDelivery", id, { deliveryId, ...right }))).toBe("FORBIDDEN");
  for (const bad of [{ reason: " " }, { on: "2999-01-01" }, { quantity: 0 }, { text: "" }])
    expect(codeOf(await change("provider", "editDelivery", id, { deliveryId, ...right, ...bad }))).toBe(
      "BAD_INPUT",
    );
  expect(codeOf(await change("provider", "editDelivery", id, { ...right, deliveryId: "no-such" }))).toBe(
    "NOT_FOUND",
  );
  const { version } = await project("provider", id);
  const input = { clientMutationId: ulid(), id, expectedVersion: version, deliveryId, ...right };
  for (const answer of await Promise.all([1, 2].map(() => mutate("provider", "editDelivery", input))))
    expect(answer.errors).toEqual([]);
  expect(codeOf(await mutate("provider", "editDelivery", { ...input, clientMutationId: ulid() }))).toBe(
    "CONFLICT",
  );
  expect((await told("provider", id)).deliveries).toEqual([
    {
      ...{ id: deliveryId, on: "2026-01-06", text: "检测 4 件", quantity: 4, unit: "件" },
      ...{ mine: true, attachmentCount: 0, mayAttach: true },
    },
  ]);
  const trail = await ask(graph, "MATCH (e:AuditEvent {action: 'editDelivery'}) RETURN e.after AS after");
  expect(trail).toHaveLength(1);
  expect(JSON.parse(String(trail[0]?.after))).toMatchObject({
    before: { text: "检测 3 件", quantity: 3 },
    delivery: { id: deliveryId, text: "检测 4 件", quantity: 4 },
    reason: "少记了一件",
  });
});

it("is removed by whoever wrote it, with what hangs on it, and then the project cannot be completed without another", async () => {
  const { id, deliveryId } = await delivered(2);
  await ask(
    graph,
    `MATCH (d:Delivery {id: $deliveryId})
     CREATE (d)<-[:ATTACHED_TO]-(:Attachment {id: 'x1', name: '现场.jpg', kind: 'photo', at: datetime(), version: 1})
       -[:OF_FILE]->(:File {hash: 'h1', size: 1, mediaType: 'image/jpeg', at: datetime('2026-01-01T00:00:00Z')})`,
    { deliveryId },
  );
  expect((await told("provider", id)).deliveries[0].attachmentCount).toBe(1);
  const reason = "登记到别的项目里了";
  expect(codeOf(await change("lead", "removeDelivery", id, { deliveryId, reason }))).toBe("FORBIDDEN");
  expect(codeOf(await change("provider", "removeDelivery", id, { deliveryId, reason: "" }))).toBe(
    "BAD_INPUT",
  );
  expect((await change("provider", "removeDelivery", id, { deliveryId, reason })).errors).toEqual([]);
  expect(await told("provider", id)).toMatchObject({ deliveryCount: 0, deliveries: [] });
  expect(codeOf(await change("provider", "moveProject", id, { step: "complete" }))).toBe("CONFLICT");
  const [left] = await ask(
    graph,
    `MATCH (f:File {hash: 'h1'}) RETURN COUNT { (f)<-[:OF_FILE]-() } AS held, f.at > datetime('2026-01-02T00:00:00Z') AS touched,
     COUNT { (:Delivery {id: $deliveryId}) } AS deliveries`,
    { deliveryId },
  );
  expect(left).toEqual({ held: 0, touched: true, deliveries: 0 });
  const [trail] = await ask(graph, "MATCH (e:AuditEvent {action: 'removeDelivery'}) RETURN e.after AS after");
  expect(JSON.parse(String(trail?.after))).toMatchObject({
    removed: { id: deliveryId, text: "检测 3 件", attachments: ["现场.jpg"] },
    reason,
  });
});

it("stands as it is once the project is completed", async () => {
  const { id, deliveryId } = await delivered(3);
  await change("provider", "moveProject", id, { step: "complete" });
  expect(codeOf(await change("provider", "editDelivery", id, { deliveryId, ...right }))).toBe("CONFLICT");
  expect(codeOf(await change("provider", "removeDelivery", id, { deliveryId, reason: "x" }))).toBe(
    "CONFLICT",
  );
});
