import { beforeAll, describe, expect, it } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { backfillEmbeddings } from "../../server/lists/backfill.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask as cypher, seededGraph, testEmbedder } from "../support/graph.ts";

let graph: Graph;
let api: TestApi;
let next = 0;
const key = (): string => {
  next += 1;
  return `test-${next}-${Date.now()}`;
};

beforeAll(async () => {
  graph = await seededGraph();
  api = await startApi(graph);
});

const entry =
  "id version state text title urgency quantity neededFrom neededBy category { id } raisedBy { ... on Enterprise { id } } alliance { id } wants { id } location { longitude latitude }";
const enter = (fields: object, clientMutationId = key(), from = api) =>
  from.ask(
    `mutation($i: EnterDemandInput!) { enterDemand(input: $i) { clientMutationId demand { ${entry} } } }`,
    {
      i: { clientMutationId, fields },
    },
  );
const edit = (id: string, expectedVersion: number, fields: object, from = api) =>
  from.ask(`mutation($i: EditDemandInput!) { editDemand(input: $i) { demand { ${entry} } } }`, {
    i: { clientMutationId: key(), id, expectedVersion, fields },
  });
const move = (step: "withdraw" | "republish", id: string, expectedVersion: number, reason?: string) =>
  api.ask(`mutation($i: WithdrawEntryInput!) { ${step}Demand(input: $i) { demand { ${entry} } } }`, {
    i: { clientMutationId: key(), id, expectedVersion, reason },
  });
const enterOffer = (fields: object) =>
  api.ask(
    `mutation($i: EnterOfferInput!) { enterOffer(input: $i) { offer { id version kind capacity remaining category { name } offeredBy { __typename } } } }`,
    { i: { clientMutationId: key(), fields } },
  );
const count = async (label: string): Promise<number> =>
  Number((await cypher(graph, `MATCH (n:${label}) RETURN count(n) AS n`))[0]?.n);
const version = async (id: string): Promise<number> =>
  Number(
    (
      await cypher(graph, "OPTIONAL MATCH (v:DataVersion {id: $id}) RETURN coalesce(v.value, 0) AS n", { id })
    )[0]?.n,
  );

describe("entering a need", () => {
  it("publishes it with everything that was said, ready to be matched, and says so in the record", async () => {
    const before = await version("demands");
    const fields = {
      title: "电镀培训",
      text: "需要电镀工艺培训\r\n每周一次",
      categoryId: "category-A1",
      quantity: 3.5,
      unit: "次",
      neededFrom: "2036-07-01",
      neededBy: "2036-07-01",
      urgency: "urgent",
      raisedById: "example-enterprise-1",
      allianceId: "tongliang-equipment",
      location: { longitude: 106.05, latitude: 29.85 },
    };
    const { data, errors } = await enter(fields);
    expect(errors).toEqual([]);
    const { demand } = data.enterDemand;
    expect(demand).toMatchObject({
      version: 1,
      state: "published",
      text: "需要电镀工艺培训\n每周一次",
      urgency: "urgent",
      quantity: 3.5,
      neededFrom: "2036-07-01",
      category: { id: "category-A1" },
      raisedBy: { id: "example-enterprise-1" },
      alliance: { id: "tongliang-equipment" },
      location: fields.location,
    });
    const [stored] = await cypher(
      graph,
      `MATCH (d:Demand {id: $id})<-[:HAPPENED_TO]-(e:Event)
       RETURN d:Entity AS entity, size(d.embedding) AS numbers, d.embeddingModel AS model, d.words AS words,
         d.textHash AS hash, e.from AS from, e.to AS to, d.audience AS audience`,
      { id: demand.id },
    );
    expect(stored).toMatchObject({ entity: true, numbers: 512, from: null, to: "published" });
    expect(String(stored?.words).split(" ")).toContain("电镀");
    expect(stored?.hash).toMatch(/^[0-9a-f]{32}$/);
    expect(await version("demands")).toBe(before + 1);
  });

  it("is done once for one key and answers the same both times", async () => {
    const before = await count("Demand");
    const id = key();
    const [first, second] = await Promise.all([
      enter({ text: "同一次提交" }, id),
      enter({ text: "同一次提交" }, id),
    ]);
    expect(first?.data).toEqual(second?.data);
    expect((await enter({ text: "同一次提交" }, id)).data).toEqual(first?.data);
    expect(await count("Demand")).toBe(before + 1);
  });

  it("refuses a key that was used for something else", async () => {
    const id = key();
    await enter({ text: "第一件" }, id);
    const { errors } = await enter({ text: "第二件" }, id);
    expect(errors[0]?.extensions).toMatchObject({ code: "CONFLICT", path: ["input", "clientMutationId"] });
  });

  it("can be told again after it was refused", async () => {
    const id = key();
    expect((await enter({ text: "写好了", raisedById: "nobody" }, id)).errors[0]?.extensions.code).toBe(
      "BAD_INPUT",
    );
    expect((await enter({ text: "写好了" }, id)).errors).toEqual([]);
  });

  it.each([
    ["an empty text", { text: " \u0000\u200b " }, "text"],
    ["a text of 5,001 characters", { text: "长".repeat(5001) }, "text"],
    ["a text of 100,000 characters", { text: "长".repeat(100_000) }, "text"],
    ["a title of 101 characters", { text: "好", title: "题".repeat(101) }, "title"],
    [
      "an end before the beginning",
      { text: "好", neededFrom: "2036-07-02", neededBy: "2036-07-01" },
      "neededBy",
    ],
    ["less than nothing", { text: "好", quantity: -1 }, "quantity"],
    ["nothing at all", { text: "好", quantity: 0 }, "quantity"],
    ["a place off the earth", { text: "好", location: { longitude: 181, latitude: 0 } }, "location"],
    ["an unknown firm", { text: "好", raisedById: "no-such-firm" }, "raisedById"],
    ["a firm's id that is a product's", { text: "好", raisedById: "category-A1" }, "raisedById"],
    ["an unknown category", { text: "好", categoryId: "x" }, "categoryId"],
    ["an unknown alliance", { text: "好", allianceId: "x" }, "allianceId"],
    ["an unknown product", { text: "好", wantsProductIds: ["x"] }, "wantsProductIds"],
    ["an unknown product to sell", { text: "好", sellsProductIds: ["x"] }, "sellsProductIds"],
    [
      "products to buy and to sell at once",
      { text: "好", wantsProductIds: ["x"], sellsProductIds: ["y"] },
      "sellsProductIds",
    ],
  ])("refuses %s with a Chinese sentence at the field, and writes nothing", async (_, fields, field) => {
    const before = [
      await count("Demand"),
      await count("Event"),
      await count("Mutation"),
      await version("demands"),
    ];
    const { errors } = await enter(fields);
    expect(errors[0]?.extensions).toMatchObject({ code: "BAD_INPUT", path: ["input", "fields", field] });
    expect(errors[0]?.message).toMatch(/[\u4e00-\u9fff].*。$/u);
    expect([
      await count("Demand"),
      await count("Event"),
      await count("Mutation"),
      await version("demands"),
    ]).toEqual(before);
  });

  it("takes 5,000 characters, counted as a reader counts them", async () => {
    const { data } = await enter({ text: "𠮷".repeat(5000) });
    expect([...data.enterDemand.demand.text].length).toBe(5000);
  });

  it.each([
    "$text",
    "`x`",
    "'; MATCH (n) DETACH DELETE n //",
    "\\u0027",
    "{{x}}",
    "<script>alert(1)</script>",
  ])("keeps %j as it was typed", async (text) => {
    const { data } = await enter({ text });
    expect(data.enterDemand.demand.text).toBe(text);
  });

  it("drops control characters that nobody can see", async () => {
    const { data } = await enter({ text: "需要\u0007厂\u0000房\u202e" });
    expect(data.enterDemand.demand.text).toBe("需要厂房");
  });

  it("is saved without a vector while the model is missing, and gets one later", async () => {
    const plain = await startApi(graph, { embedder: null });
    const { data } = await enter({ text: "模型还没有装好时写的" }, key(), plain);
    const { id } = data.enterDemand.demand;
    const vector = async () =>
      (
        await cypher(
          graph,
          "MATCH (d:Demand {id: $id}) RETURN size(d.embedding) AS n, d.embeddingModel AS model",
          { id },
        )
      )[0];
    expect(await vector()).toEqual({ n: null, model: null });
    const embedder = await testEmbedder();
    expect(await backfillEmbeddings(graph, embedder)).toBeGreaterThan(0);
    expect(await vector()).toEqual({ n: 512, model: embedder.model });
    expect(await backfillEmbeddings(graph, embedder)).toBe(0);
  });

  it("is seen by those who see its owner, and by nobody else", async () => {
    await cypher(
      graph,
      "MATCH (e:Enterprise {id: 'example-enterprise-2'}) SET e.audience = 'org:example-enterprise-2'",
    );
    const { data } = await enter({ text: "只给自己看", raisedById: "example-enterprise-2" });
    const { id } = data.enterDemand.demand;
    const see = async (audiences: string[]) => {
      const viewer = await startApi(graph, { embedder: null, viewerOf: () => ({ all: false, audiences }) });
      return (await viewer.ask("query($id: ID!) { demand(id: $id) { id } }", { id })).data.demand;
    };
    expect(await see(["public"])).toBeNull();
    expect(await see(["public", "org:example-enterprise-2"])).toEqual({ id });
  });
});

describe("editing and withdrawing a need", () => {
  const one = async (text = "原来的内容"): Promise<string> =>
    (await enter({ text })).data.enterDemand.demand.id;

  it("replaces what it says and raises the version by one", async () => {
    const id = await one();
    const { data } = await edit(id, 1, { text: "新的内容", categoryId: "category-A1" });
    expect(data.editDemand.demand).toMatchObject({
      version: 2,
      text: "新的内容",
      category: { id: "category-A1" },
    });
    const { data: again } = await edit(id, 2, { text: "新的内容" });
    expect(again.editDemand.demand).toMatchObject({ version: 3, category: null });
  });

  it("shows both versions to whoever saves over somebody else's change, and keeps the first", async () => {
    const id = await one();
    const answers = await Promise.all([edit(id, 1, { text: "甲的修改" }), edit(id, 1, { text: "乙的修改" })]);
    const won = answers.filter((answer) => answer.errors.length === 0);
    const lost = answers.filter((answer) => answer.errors.length > 0);
    expect([won.length, lost.length]).toEqual([1, 1]);
    const kept = won[0]?.data.editDemand.demand.text;
    expect(lost[0]?.errors[0]?.extensions).toMatchObject({
      code: "CONFLICT",
      path: ["input", "expectedVersion"],
      facts: { expectedVersion: 1, currentVersion: 2, current: { text: kept } },
    });
    const { data } = await api.ask("query($id: ID!) { demand(id: $id) { text version } }", { id });
    expect(data.demand).toEqual({ text: kept, version: 2 });
  });

  it("withdraws, refuses to edit what is withdrawn, and takes the withdrawal back", async () => {
    const id = await one();
    expect((await move("withdraw", id, 1, "写错了")).data.withdrawDemand.demand).toMatchObject({
      state: "withdrawn",
      version: 2,
    });
    expect((await edit(id, 2, { text: "改" })).errors[0]?.extensions).toMatchObject({
      code: "CONFLICT",
      facts: { state: "withdrawn" },
    });
    expect((await move("withdraw", id, 2)).errors[0]?.extensions.code).toBe("CONFLICT");
    expect((await move("republish", id, 2)).data.republishDemand.demand).toMatchObject({
      state: "published",
      version: 3,
    });
    const events = await cypher(
      graph,
      "MATCH (:Demand {id: $id})<-[:HAPPENED_TO]-(e:Event) RETURN e.from AS from, e.to AS to, e.reason AS reason ORDER BY e.at",
      { id },
    );
    expect(events).toEqual([
      { from: null, to: "published", reason: null },
      { from: "published", to: "withdrawn", reason: "写错了" },
      { from: "withdrawn", to: "published", reason: null },
    ]);
  });

  it("does not tell a need that is missing from one that may not be seen", async () => {
    const id = await one();
    await cypher(graph, "MATCH (d:Demand {id: $id}) SET d.audience = 'org:other'", { id });
    const member = await startApi(graph, {
      embedder: null,
      viewerOf: () => ({ all: false, audiences: ["public"] }),
    });
    const hidden = await edit(id, 1, { text: "改" }, member);
    const missing = await edit("no-such-need", 1, { text: "改" }, member);
    expect(hidden.errors).toEqual(missing.errors);
    expect(hidden.errors[0]?.extensions.code).toBe("NOT_FOUND");
  });
});

describe("entering a resource", () => {
  it("knows what is left of it, and takes a department as its owner", async () => {
    const [department] = await cypher(graph, "MATCH (d:Department) RETURN d.id AS id ORDER BY d.id LIMIT 1");
    const { data, errors } = await enterOffer({
      kind: "project",
      text: "厂房三千平方米",
      capacity: 3000,
      unit: "平方米",
      categoryId: "category-A1",
      offeredById: department?.id,
    });
    expect(errors).toEqual([]);
    expect(data.enterOffer.offer).toMatchObject({
      kind: "project",
      capacity: 3000,
      remaining: 3000,
      offeredBy: { __typename: "Department" },
    });
    const [stored] = await cypher(
      graph,
      "MATCH (f:PublishedProject {id: $id})-[:IN_CATEGORY]->(c) RETURN c.name AS name, f:Resource AS resource",
      {
        id: data.enterOffer.offer.id,
      },
    );
    expect(stored).toEqual({ name: data.enterOffer.offer.category.name, resource: false });
  });

  it("refuses less than what is promised already", async () => {
    const { data } = await enterOffer({ text: "培训名额", capacity: 10 });
    const { id } = data.enterOffer.offer;
    await cypher(graph, "MATCH (f:Offer {id: $id}) SET f.used = 4", { id });
    const change = (capacity: number) =>
      api.ask("mutation($i: EditOfferInput!) { editOffer(input: $i) { offer { remaining kind } } }", {
        i: { clientMutationId: key(), id, expectedVersion: 1, fields: { text: "培训名额", capacity } },
      });
    expect((await change(3)).errors[0]?.extensions).toMatchObject({ path: ["input", "fields", "capacity"] });
    expect((await change(5)).data.editOffer.offer).toEqual({ remaining: 1, kind: "resource" });
  });
});

describe("the lists", () => {
  it.each(["demands", "offers"] as const)(
    "page through all %s once, in both orders, with the count under the same filter: the real ones before the examples",
    async (list) => {
      const label = list === "demands" ? "Demand" : "Offer";
      for (const order of ["newest", "soonest"]) {
        const entries: { id: string; example: boolean }[] = [];
        let after: string | null = null;
        let total = 0;
        let examples = 0;
        do {
          const answer: Awaited<ReturnType<TestApi["ask"]>> = await api.ask(
            `query($o: EntryOrder, $after: String) { ${list}(order: $o, first: 7, after: $after, filter: {states: [published]}) {
             totalCount exampleCount nodes { id example } pageInfo { hasNextPage endCursor } } }`,
            { o: order, after },
          );
          const { nodes, pageInfo, totalCount, exampleCount } = answer.data[list];
          entries.push(...nodes);
          total = totalCount;
          examples = exampleCount;
          after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
        } while (after);
        const [truth] = await cypher(
          graph,
          `MATCH (d:${label} {state: 'published'})
           WHERE coalesce(d.neededBy, d.availableUntil, date('2999-12-31')) >= date({timezone: 'Asia/Shanghai'})
           RETURN count(d) AS n, count(CASE WHEN NOT d:Example THEN d END) AS real`,
        );
        expect({
          order,
          pages: entries.length,
          distinct: new Set(entries.map(({ id }) => id)).size,
          total,
          examples,
          // Undated real needs too come before every example.
          real: entries.findIndex(({ example }) => example),
        }).toEqual({
          order,
          pages: truth?.n,
          distinct: truth?.n,
          total: truth?.n,
          examples: Number(truth?.n) - Number(truth?.real),
          real: truth?.real,
        });
      }
    },
  );

  it("put what ends soonest first among the real ones, what has no day behind it", async () => {
    const dated = (await enter({ text: "月底前要到货", neededBy: "2036-07-31" })).data.enterDemand.demand.id;
    const { nodes } = (
      await api.ask("{ demands(order: soonest, first: 200) { nodes { id neededBy example } } }")
    ).data.demands;
    const real = nodes.filter((node: { example: boolean }) => !node.example);
    expect(real.findIndex((node: { id: string }) => node.id === dated)).toBeLessThan(
      real.findIndex((node: { neededBy: string | null }) => node.neededBy === null),
    );
    expect(nodes.slice(0, real.length)).toEqual(real);
  });

  it("take the place of a firm, park, station or district, and of nothing that may not be seen", async () => {
    await cypher(
      graph,
      `MERGE (s:ServiceStation:Entity {id: 'test-station'}) SET s.name = '驿站', s.audience = 'org:test-station',
         s.location = point({longitude: 106.1, latitude: 29.8})`,
    );
    const place = async (id: string, from = api) =>
      (await from.ask("query($id: ID!) { locationOf(id: $id) { longitude latitude } }", { id })).data
        .locationOf;
    expect(await place("district-500151")).toEqual({ longitude: 106.05, latitude: 29.84 });
    for (const label of ["Park", "Enterprise&Example"]) {
      const [some] = await cypher(
        graph,
        `MATCH (n:${label}) WHERE n.location IS NOT NULL RETURN n.id AS id, n.location.longitude AS longitude, n.location.latitude AS latitude ORDER BY id LIMIT 1`,
      );
      expect(await place(String(some?.id))).toEqual({ longitude: some?.longitude, latitude: some?.latitude });
    }
    expect(await place("test-station")).toEqual({ longitude: 106.1, latitude: 29.8 });
    const outsider = await startApi(graph, { viewerOf: () => ({ all: false, audiences: ["public"] }) });
    expect(await place("test-station", outsider)).toBeNull();
    expect(await place("tongliang-hub")).toBeNull();
    await cypher(graph, "MATCH (s:ServiceStation {id: 'test-station'}) DETACH DELETE s");
  });

  it("count the offers of a category with the examples apart", async () => {
    const { categories, categoryCount } = (
      await api.ask("{ categoryCount categories { id offerCount exampleOfferCount } }")
    ).data;
    expect(categoryCount).toBe(categories.length);
    const truth = await cypher(
      graph,
      `WITH date({timezone: 'Asia/Shanghai'}) AS today MATCH (c:Category) RETURN c.id AS id, COUNT { (c)<-[:IN_CATEGORY]-(o:Offer {state: 'published'}) WHERE coalesce(o.availableUntil, today) >= today } AS offerCount,
         COUNT { (c)<-[:IN_CATEGORY]-(o:Offer&Example {state: 'published'}) WHERE coalesce(o.availableUntil, today) >= today } AS exampleOfferCount ORDER BY id`,
    );
    const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
    expect([...categories].sort(byId)).toEqual([...truth].sort(byId as never));
    expect(categories.some((each: { exampleOfferCount: number }) => each.exampleOfferCount > 0)).toBe(true);
  });

  it("find words in title or text, all of them", async () => {
    await enter({ title: "蓝色的甲", text: "某某乙某某丙" });
    const find = async (text: string): Promise<number> =>
      (await api.ask("query($t: String) { demands(filter: {text: $t}) { totalCount } }", { t: text })).data
        .demands.totalCount;
    expect(await find("蓝色的甲 乙某某")).toBe(1);
    expect(await find("蓝色的甲 丁")).toBe(0);
  });

  it("leave out on a day what ended the day before, and keep what ends that day", async () => {
    const text = `期限测试${Date.now()}`;
    await enter({ text, neededBy: "2036-08-01" });
    const open = async (day: string): Promise<number> =>
      (
        await api.ask(
          "query($t: String, $d: Day) { demands(filter: {text: $t, openOn: $d}) { totalCount } }",
          { t: text, d: day },
        )
      ).data.demands.totalCount;
    expect([await open("2036-07-31"), await open("2036-08-01"), await open("2036-08-02")]).toEqual([1, 1, 0]);
  });
});

describe("what says nearly the same", () => {
  const similar = async (text: string, exceptId?: string, from = api) =>
    (
      await from.ask(
        "query($t: String!, $e: ID) { similarDemands(text: $t, exceptId: $e) { id text state } }",
        { t: text, e: exceptId },
      )
    ).data.similarDemands as { id: string; text: string; state: string }[];

  it("is found while it is being typed, the most alike first, without the entry itself", async () => {
    const text = "麻花钻头涂层设备租赁两台，用于精密轴承车间（相近测试）";
    const { id } = (await enter({ text })).data.enterDemand.demand;
    // A full-text index follows its transaction by a moment.
    await cypher(graph, "CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()");
    const found = await similar("想租赁涂层设备两台，精密轴承车间用");
    expect(found[0]).toEqual({ id, text, state: "published" });
    expect((await similar(text, id)).map((each) => each.id)).not.toContain(id);
    expect((await similar("为职工举办书法讲座")).map((each) => each.id)).not.toContain(id);
  });

  it("is nothing for a word or for signs, never more than ten, and no more than may be seen", async () => {
    expect(await similar("设备")).toEqual([]);
    expect(await similar('"~*?:\\/ AND OR (')).toEqual([]);
    const tooMany = await api.ask('{ similarOffers(text: "培训教室 周末", first: 11) { id } }');
    expect(tooMany.errors[0]?.extensions.code).toBe("LIMIT");
    const { id } = (await enter({ text: "钛合金弹簧热处理外协加工（相近测试二）" })).data.enterDemand.demand;
    await cypher(graph, "MATCH (d:Demand {id: $id}) SET d.audience = 'org:hidden'", { id });
    const outsider = await startApi(graph, { viewerOf: () => ({ all: false, audiences: ["public"] }) });
    const asked = "钛合金弹簧热处理外协加工";
    expect((await similar(asked)).map((each) => each.id)).toContain(id);
    expect((await similar(asked, undefined, outsider)).map((each) => each.id)).not.toContain(id);
  });
});
