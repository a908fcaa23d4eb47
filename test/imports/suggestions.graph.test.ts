import { beforeAll, expect, it, vi } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { district } from "../access/matrixGraph.ts";
import { startApi } from "../support/api.ts";
import { ask, emptyGraph } from "../support/graph.ts";
import { importing } from "./importing.ts";

vi.setConfig({ testTimeout: 120_000 });

let graph: Graph;
let my: ReturnType<typeof importing>;

beforeAll(async () => {
  graph = await emptyGraph();
  await ask(graph, district);
  await ask(
    graph,
    `CREATE (:Product:Entity {id: 'product:gear', name: '精密齿轮毛坯（示例）', audience: 'public'}),
       (:Product:Entity {id: 'blank', name: '齿轮毛坯', audience: 'public'}),
       (:Product:Entity {id: 'wheel', name: '铝合金轮毂', aliases: ['铝轮毂'], audience: 'public'}),
       (:Park:Entity {id: 'park-0', name: '高新区产业园', location: point({longitude: 106.05, latitude: 29.84})}),
       (:District:Entity {id: 'district-0', name: '铜梁区', divisionCode: '500151', location: point({longitude: 106.06, latitude: 29.85})})`,
  );
  await ask(graph, "CALL db.awaitIndexes(60)");
  my = importing(await startApi(graph, { embedder: null }));
}, 240_000);

const kept = (start: string) =>
  ask(
    graph,
    `MATCH (x:Demand|Offer) WHERE x.text STARTS WITH $start
     RETURN x.text AS text, COLLECT { MATCH (x)-[r:WANTS|SELLS|BUYS|PROVIDES]->(p) RETURN type(r) + ' ' + p.id } AS goods,
       x.location.longitude AS longitude ORDER BY text`,
    { start },
  );

it("a product that a row only speaks of is asked, and left out without an answer", async () => {
  const rows = [
    ["需求内容", "产品"],
    ["提及甲：急需精密齿轮毛坯一批", ""],
    ["提及乙：精密齿轮毛坯交期长", ""],
    ["提及丙：库存鋁輪轂要出售", ""],
    ["提及丁：精密齿轮毛坯配铝合金轮毂", "齿轮毛坯"],
    ["提及戊：需要焊工", ""],
  ];
  const row = await my.upload(rows, "demand");
  expect(row.preview).toMatchObject({ accepted: 5, rejected: 0, doubtful: [] });
  const [gear, wheel] = row.preview.suggestions;
  expect(row.preview.suggestions).toHaveLength(2);
  expect(gear).toMatchObject({
    ...{ name: "文字里提到“精密齿轮毛坯（示例）”，产品列空着", rows: 2, optional: true, choice: null },
    candidates: [
      { id: "buys:product:gear", name: "求购 精密齿轮毛坯（示例）" },
      { id: "sells:product:gear", name: "供应 精密齿轮毛坯（示例）" },
    ],
  });
  expect(wheel).toMatchObject({ rows: 1, name: expect.stringContaining("铝合金轮毂") });
  const next = await my.set(row, { names: [{ name: gear.name, targetId: "buys:product:gear" }] });
  expect(next.preview).toMatchObject({ accepted: 5, rejected: 0 });
  expect(next.preview.suggestions[0]).toMatchObject({ name: gear.name, choice: "buys:product:gear" });
  await my.run(row.id);
  expect((await kept("提及")).map(({ text, goods }) => [String(text).slice(0, 3), goods])).toEqual([
    ["提及丁", ["WANTS blank"]],
    ["提及丙", []],
    ["提及乙", ["WANTS product:gear"]],
    ["提及戊", []],
    ["提及甲", ["WANTS product:gear"]],
  ]);
  const again = await my.upload(rows, "demand");
  expect(again.preview).toMatchObject({ accepted: 0, merged: 5, differing: 0, suggestions: [] });
});

it("a resource's product is offered as one that is sold first", async () => {
  const row = await my.upload([["资源内容"], ["提及己：可加工铝合金轮毂"]], "offer");
  const [asked] = row.preview.suggestions;
  expect(asked.candidates.map(({ name }: { name: string }) => name)).toEqual([
    "供应 铝合金轮毂",
    "采购 铝合金轮毂",
  ]);
  await my.set(row, { names: [{ name: asked.name, targetId: "sells:wheel" }] });
  await my.run(row.id);
  expect(await kept("提及己")).toMatchObject([{ goods: ["PROVIDES wheel"] }]);
});

it("a place is known by its name, asked where it may be several, and never keeps a row out", async () => {
  const row = await my.upload(
    [
      ["需求内容", "地点"],
      ["地点甲", "高新区产业园"],
      ["地点乙", "銅梁區"],
      ["地点丙", "重庆市铜梁高新区产业园"],
      ["地点丁", "老王家隔壁"],
      ["地点戊", "106.05，29.84"],
      ["地点己", "206.05，95"],
    ],
    "demand",
  );
  expect(row.preview).toMatchObject({ accepted: 5, rejected: 1 });
  const names = row.preview.suggestions.map(({ name }: { name: string }) => name);
  expect(names.toSorted()).toEqual(["地点“老王家隔壁”", "地点“重庆市铜梁高新区产业园”"]);
  const near = row.preview.suggestions.find(({ name }: { name: string }) => name.includes("重庆市"));
  expect(near.candidates).toEqual([
    { id: "park-0", name: "高新区产业园" },
    { id: "district-0", name: "铜梁区" },
  ]);
  await my.set(row, { names: [{ name: near.name, targetId: "park-0" }] });
  await my.run(row.id);
  expect((await kept("地点")).map(({ text, longitude }) => [text, longitude])).toEqual([
    ["地点丁", null],
    ["地点丙", 106.05],
    ["地点乙", 106.06],
    ["地点戊", 106.05],
    ["地点甲", 106.05],
  ]);
});
