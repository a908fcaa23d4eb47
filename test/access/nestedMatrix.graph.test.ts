import { getNamedType } from "graphql";
import { beforeAll, describe, expect, it } from "vitest";
import { apiSchema } from "../../server/api/graphql.ts";
import type { Graph } from "../../server/graph/connection.ts";
import { maskPhone, sealField } from "../../server/identity/fieldCipher.ts";
import { modules } from "../../server/modules.ts";
import { ask, seededGraph } from "../support/graph.ts";
import { keyed } from "../support/people.ts";
import { elsewhere, expected, groups, ownRoots } from "./expected.ts";
import { audiences, district, type SubjectName, subjectNames, subjects } from "./matrixGraph.ts";
import { fieldsOf, questionFor, reachable, selectionOf } from "./schemaPaths.ts";
import { receiveVisitors, type Visitors } from "./visitors.ts";

/*
 * What lies below the root fields, for every role: generated selections over the example district, of which every fourth
 * record is hidden from all but one audience. Nothing of a record outside one's audiences comes, in whatever field, and
 * what is public comes to everybody who may ask.
 */
const schema = apiSchema(modules);
const queries = schema.getQueryType()?.getFields() ?? {};
const phone = "13912345678";

let graph: Graph;
let visitors: Visitors;
/** Text that stands in hidden records alone, with the audiences that may read it; empty: nobody may. */
const hiddenText = new Map<string, Set<string>>();
/** Per subject: what came, as `Query.root Type.field`. */
const came = new Map<SubjectName, Set<string>>(subjectNames.map((name) => [name, new Set()]));
/** Names, titles and texts as records have them: each is a whole, judged by its own audiences. */
const ownTexts = new Set<string>();
/** Per subject: the longer texts that came, which could tell a hidden name among other words. */
const told = new Map<SubjectName, Set<string>>(subjectNames.map((name) => [name, new Set()]));
/** `Type.field` of what was asked of a record, whether it held something or not. */
const asked = new Set<string>();
let invitation = "";
let values = 0;

beforeAll(async () => {
  graph = await seededGraph();
  await ask(graph, district);
  await ask(
    graph,
    `MATCH (n:Enterprise|PartyOrganization|Demand|Resource|PublishedProject|Person|DutyTerm)
     WHERE n.audience = 'public' AND NOT n.id IN $places WITH n ORDER BY n.id WITH collect(n) AS found
     UNWIND range(0, size(found) - 1, 4) AS i WITH found[i] AS n, i / 4 AS turn
     SET n.audience = $audiences[turn % size($audiences)]`,
    // Whoever holds a role over a place is told its name.
    { audiences: audiences.filter((audience) => audience !== "public"), places: ["o", "o2", "e", "x", "q"] },
  );
  visitors = await receiveVisitors(graph);
  await fillIdentity();
  await ask(graph, board);
  await ask(graph, projects);
  await ask(graph, weights);
  await ask(graph, files);
  await ask(graph, register);
  await ask(graph, "CALL db.awaitIndexes(60)");
  await ask(graph, bars);
  await ask(graph, beds);
  await ask(graph, contacts);
  await learnHidden();
});

/** A board of one alliance with an item, and needs and offers of the day after tomorrow. */
const board = `
  MATCH (a:Alliance {id: 'a'}), (e:Enterprise {id: 'e'}), (c:Category) WITH a, e, c ORDER BY c.id LIMIT 1
  CREATE (i:DemandItem:Entity {id: 'item', title: '用工', audience: 'public', createdAt: datetime(), updatedAt: datetime()})
  CREATE (i)-[:FOR_ALLIANCE]->(a) CREATE (i)-[:IN_CATEGORY]->(c)
  CREATE (:ConsolidationDecision {id: 'step', at: datetime(), by: 'x', kind: 'run', summary: '归并', before: '[]'})-[:DECIDED_IN]->(a)
  CREATE (d:Demand:Entity {id: 'ending', title: '急用工', text: '急需焊工', words: '急需 焊工', state: 'published', urgency: 'normal', audience: 'public',
    version: 1, neededBy: date() + duration({days: 2}), createdAt: datetime(), updatedAt: datetime()})
  CREATE (d)-[:RAISED_BY]->(e) CREATE (d)-[:FOR_ALLIANCE]->(a) CREATE (d)-[:IN_CATEGORY]->(c)
  CREATE (d)-[:CONSOLIDATED_INTO {pinned: false, rank: 1}]->(i)`;

/** A service project in the open and a hidden one, each with all that belongs to it. */
const projects = `
  MATCH (a:Alliance {id: 'a'}), (d:Demand {id: 'ending'}), (t:ServiceTeam), (o:Offer {audience: 'public'})
  WITH a, d, t, o ORDER BY t.id, o.id LIMIT 1
  UNWIND [['open', 'public'], ['hidden', 'org:x']] AS row
  CREATE (m:Match:Entity {id: 'ending:' + row[0], state: 'agreed', audience: row[1], version: 1, createdAt: datetime(), updatedAt: datetime()})
  CREATE (m)-[:ANSWERS_DEMAND]->(d) CREATE (m)-[:WITH_OFFER]->(o)
  CREATE (p:ServiceProject:Entity {id: 'project-' + row[0], title: '服务项目' + row[0], summary: '送技术上门' + row[0], state: 'completed',
    stages: ['beneficiary', 'committee', 'park', 'supervision'], audience: row[1], version: 1, createdAt: datetime(), updatedAt: datetime()})
  CREATE (m)-[:LED_TO]->(p) CREATE (p)-[:FOR_ALLIANCE]->(a) CREATE (p)-[:CARRIED_OUT_BY]->(t)
  CREATE (:Event {at: datetime(), by: 'x', byName: '某人' + row[0], to: 'approved', reason: '达成对接'})-[:HAPPENED_TO]->(p)
  CREATE (:ProjectMonth:Entity {id: p.id + ':m', month: toString(date().year) + '-06', text: '入企诊断' + row[0]})-[:PLANNED_IN]->(p)
  CREATE (:Delivery:Entity {id: p.id + ':d', on: date(), text: '已上门一次' + row[0], quantity: 1.0, unit: '次', at: datetime(), by: 'x', byName: '某人' + row[0]})-[:DELIVERED_FOR]->(p)
  CREATE (:Evaluation:Entity {id: p.id + ':e', stage: 'beneficiary', stars: 5, text: '很有帮助' + row[0], at: datetime(), by: 'x', byName: '某人' + row[0]})-[:EVALUATES]->(p)`;

/** A firm that alliance a lists, entered twice, covered by organisation o, whose secretary is for the alliance to know. */
const register = `
  MATCH (a:Alliance {id: 'a'}), (o:PartyOrganization {id: 'o'}), (p:ChainPosition) WITH a, o, p ORDER BY p.id LIMIT 1
  CREATE (f:Enterprise:Entity:Searchable {id: 'listed', name: '名录试验公司', audience: 'public'})-[:OBSERVES {since: date()}]->(a)
  CREATE (twice:Enterprise:Entity:Searchable {id: 'listed-twice', name: '名录试验有限公司', audience: 'public'})-[:OBSERVES {since: date()}]->(a)
  CREATE (f)-[:OCCUPIES {role: 'core'}]->(p) CREATE (o)-[:COVERS {mode: 'joint'}]->(f)
  CREATE (:FormationPlan:Entity {id: 'formation:listed-twice', kind: 'exempt', reason: '停产', by: 'x', byName: '某人', at: datetime()})-[:PLANS_FOR]->(twice)
  CREATE (:Person:Entity {id: 'secretary', name: '名录试验书记', title: '书记', audience: 'alliance:a'})-[:SECRETARY_OF {since: date()}]->(o)
  CREATE (:Person:Entity {id: 'chain-lead', name: '名录试验领导', title: '领导', audience: 'alliance:a'})-[:LEADS_ALLIANCE {since: date()}]->(a)`;

/** Weights that were learnt from the open match and from the hidden one. */
const weights = `
  MATCH (m:Match) WHERE m.id IN ['ending:open', 'ending:hidden'] WITH collect(m) AS matches
  CREATE (v:WeightVersion:Entity {id: 'weights', number: 1, base: '0', comparedWith: '0', weights: '{}', shifts: '{"a>b":0.1}', finding: 'tooFew',
    by: 'x', createdAt: datetime(), learntGood: 2, learntBad: 0, learntNeeds: 1, heldGood: 0, heldBad: 0, heldNeeds: 0})
  FOREACH (m IN matches | CREATE (v)-[:LEARNT_FROM {heldBack: false, good: true, importance: 0.3, because: 'contacted'}]->(m))`;

/** A file on the open project and another on the hidden one, both with a content of their own and one that they share. */
const files = `
  MATCH (p:ServiceProject) WHERE p.id IN ['project-open', 'project-hidden']
  MERGE (shared:File {hash: 'shared', size: 10, mediaType: 'application/pdf', at: datetime()})
  WITH p, shared
  CREATE (own:File {hash: p.id, size: 20, mediaType: 'image/jpeg', at: datetime()})
  FOREACH (f IN [shared, own] | CREATE (p)<-[:ATTACHED_TO]-(:Attachment:Entity {id: p.id + f.hash, name: '现场照片' + p.title, caption: '说明' + p.title,
    kind: 'photo', at: datetime(), by: 'x', byName: '某人', ownerId: 'a', version: 1, told: p.audience})-[:OF_FILE]->(f))`;

/** Firm e asked to be kept apart from firm x, and x from e. */
const barReasons = { e: "与邻厂有纠纷未了", x: "从前的事不便明说" };
const bars = `
  MATCH (e:Enterprise {id: 'e'}), (x:Enterprise {id: 'x'})
  UNWIND [[e, x, '${barReasons.e}'], [x, e, '${barReasons.x}']] AS row
  WITH row[0] AS asker, row[1] AS other, row[2] AS reason
  CREATE (b:DoNotMatch:Entity {id: 'bar-' + asker.id, kind: 'dispute', reason: reason, since: date(), version: 1, createdAt: datetime(),
    by: 'x', byName: '某人'})-[:ASKED_BY]->(asker)
  CREATE (b)-[:BARS]->(asker) CREATE (b)-[:BARS]->(other)`;

/** A need that two resources meet together and neither alone. */
const beds = `
  MATCH (a:Alliance {id: 'a'}), (e:Enterprise {id: 'e'}), (d:Department {id: 'd'}), (c:Category) WITH a, e, d, c ORDER BY c.id LIMIT 1
  CREATE (n:Demand:Entity {id: 'beds', title: '职工宿舍床位', text: '需要职工宿舍床位', words: '需要 职工 宿舍 床位', state: 'published', audience: 'public',
    quantity: 100.0, unit: '张床', version: 1, createdAt: datetime(), updatedAt: datetime()})
  CREATE (n)-[:RAISED_BY]->(e) CREATE (n)-[:FOR_ALLIANCE]->(a) CREATE (n)-[:IN_CATEGORY]->(c)
  FOREACH (beds IN [60.0, 50.0] |
    CREATE (o:Offer:Resource:Entity {id: 'beds-' + toString(toInteger(beds)), title: '职工宿舍床位', text: '提供职工宿舍床位', words: '提供 职工 宿舍 床位',
      state: 'published', audience: 'public', capacity: beds, used: 0.0, unit: '张床', version: 1, createdAt: datetime(), updatedAt: datetime()})
    CREATE (o)-[:OFFERED_BY]->(d) CREATE (o)-[:FOR_ALLIANCE]->(a) CREATE (o)-[:IN_CATEGORY]->(c))`;

/** A contact in the open and a hidden one, both without an answer for a month. */
const contacts = `
  MATCH (d:Demand {id: 'ending'})
  CREATE (o:Offer:Resource:Entity {id: 'asked-offer', title: '焊工轮岗', text: '可借出焊工', words: '借出 焊工', state: 'published', audience: 'public',
    version: 1, createdAt: datetime(), updatedAt: datetime()})
  WITH d, o
  UNWIND [['open', 'public'], ['hidden', 'org:x']] AS row
  CREATE (m:Match:Entity {id: 'waiting:' + row[0], state: 'contacted', waitsFor: 'both', audience: row[1], version: 1, createdAt: datetime(),
    updatedAt: datetime()})
  CREATE (m)-[:ANSWERS_DEMAND]->(d) CREATE (m)-[:WITH_OFFER]->(o)
  CREATE (:Event {at: datetime() - duration('P30D'), by: 'x', from: 'proposed', to: 'contacted', reason: '等回话' + row[0]})-[:HAPPENED_TO]->(m)`;

/** What the island of accounts needs for its fields to hold something. */
async function fillIdentity(): Promise<void> {
  const id = visitors.accountIds.get("department") ?? "";
  const sealed = sealField(Buffer.alloc(32, 7), `${id}/phone`, phone);
  await ask(
    graph,
    "MATCH (a:Account {id: $id}) SET a.phone = $sealed, a.phoneHint = $hint, a.email = 'd@example.org'",
    { id, sealed, hint: maskPhone(phone) },
  );
  const invite = keyed(
    'mutation { invite(input: {name: "新人", email: "n@example.org", grants: [{role: department, placeId: "d"}]}) { link } }',
  );
  const token = keyed(
    'mutation { createApiToken(input: {name: "机器", scopes: [read], days: 30}) { apiToken { id } } }',
  );
  const share = keyed(
    'mutation { createShareLink(input: {name: "看", path: "/", placeIds: ["a"]}) { link } }',
  );
  for (const text of [invite, token, share]) {
    const { data, errors } = await visitors.ask("administrator", text);
    expect(errors, text).toEqual([]);
    if (text === invite) invitation = String(data.invite.link.split("#")[1]);
  }
}

/** Texts of hidden records that no record in the open has, and secrets that nobody is ever shown. */
async function learnHidden(): Promise<void> {
  const rows = await ask(
    graph,
    `MATCH (n:Entity) WITH n, coalesce(n.audience, n.told, 'public') AS audience
     UNWIND [n.id, n.name, n.title, n.text, n.summary, n.creditCode, n.caption] AS text
     WITH text, audience WHERE text IS NOT NULL WITH text, collect(DISTINCT audience) AS audiences
     WHERE NOT 'public' IN audiences RETURN text, audiences`,
  );
  for (const { text, audiences: of } of rows) hiddenText.set(String(text), new Set(of as string[]));
  const own = await ask(
    graph,
    "MATCH (n:Entity) UNWIND [n.name, n.title, n.text, n.summary, n.caption] AS text WITH text WHERE text IS NOT NULL RETURN DISTINCT text",
  );
  for (const { text } of own) ownTexts.add(String(text));
  const secrets = await ask(
    graph,
    `MATCH (n:Account|Session|ApiToken|ShareLink|Invitation) UNWIND [n.passwordHash, n.hash, n.phone] AS text
     WITH text WHERE text IS NOT NULL RETURN DISTINCT text`,
  );
  // A bar is for those who act for its asker.
  for (const [asker, reason] of Object.entries(barReasons)) hiddenText.set(reason, new Set([`org:${asker}`]));
  hiddenText.set("等回话hidden", new Set(["org:x"]));
  for (const { text } of [...secrets, { text: phone }]) hiddenText.set(String(text), new Set());
  expect(hiddenText.size).toBeGreaterThan(100);
}

/** Whether a text of these audiences is none that the subject may read. */
function isHidden(subject: SubjectName, of: ReadonlySet<string> | undefined): boolean {
  const sees: readonly string[] = subjects[subject].sees;
  const seesAll = sees.length === audiences.length;
  return of !== undefined && (of.size === 0 || !(seesAll || [...of].some((one) => sees.includes(one))));
}

/** Notes what an answer holds; returns what of it the subject should not have been given. */
function look(subject: SubjectName, root: string, answer: unknown): string[] {
  const leaks: string[] = [];
  const visit = (value: unknown, type: string, field: string): void => {
    if (type) asked.add(`${type}.${field}`);
    if (value === null || value === undefined) return;
    if (Array.isArray(value)) {
      if (type) came.get(subject)?.add(`${root} ${type}.${field}`);
      for (const item of value) visit(item, type, field);
      return;
    }
    if (type) came.get(subject)?.add(`${root} ${type}.${field}`);
    if (typeof value === "object") {
      const { __typename: own, ...fields } = value as Record<string, unknown>;
      for (const [name, inner] of Object.entries(fields)) visit(inner, String(own), name);
      return;
    }
    values += 1;
    if (typeof value === "string" && value.length > 6 && !ownTexts.has(value)) told.get(subject)?.add(value);
    if (isHidden(subject, hiddenText.get(String(value))))
      leaks.push(`${subject} ${root} ${type}.${field}: ${String(value).slice(0, 60)}`);
  };
  visit(answer, "", root);
  return leaks;
}

/** Records to ask for by their id: of the label the best connected ones, in the open and hidden. */
async function idsOf(label: string, more = ""): Promise<string[]> {
  const best = (hidden: boolean): string =>
    `MATCH (n:${label}) WHERE ${hidden ? "n.audience <> 'public'" : "coalesce(n.audience, 'public') = 'public'"} ${more}
     RETURN n.id AS id ORDER BY COUNT { (n)--() } DESC, n.id LIMIT 1`;
  return [...(await ask(graph, best(false))), ...(await ask(graph, best(true)))].map(({ id }) => String(id));
}

/** What each root field is asked with; one question a set of values. */
async function questionsOf(name: string): Promise<Record<string, unknown>[]> {
  const labels: Record<string, [argument: string, label: string]> = {
    chain: ["id", "IndustryChain"],
    position: ["id", "ChainPosition"],
    enterprise: ["id", "Enterprise"],
    product: ["id", "Product"],
    organization: ["id", "PartyOrganization"],
    alliance: ["id", "Alliance"],
    programme: ["id", "Programme"],
    demand: ["id", "Demand"],
    offer: ["id", "Offer"],
    serviceProject: ["id", "ServiceProject"],
    attachmentsOf: ["id", "ServiceProject"],
    weightVersion: ["id", "WeightVersion"],
    learntFeedback: ["versionId", "WeightVersion"],
    account: ["id", "Account"],
    node: ["id", "Enterprise"],
    locationOf: ["id", "Enterprise"],
    matchesOfDemand: ["demandId", "Demand"],
    matchesOfOffer: ["offerId", "Offer"],
    allianceGraph: ["hubId", "Alliance {kind: 'hub'}"],
    neighbourCounts: ["id", "Enterprise"],
    neighbourhood: ["id", "Enterprise"],
  };
  const given = labels[name];
  if (given) {
    const ids = await idsOf(given[1]);
    // Matches are computed for everybody who asks: those of one record are enough.
    return (name === "matchesOfDemand" ? ["beds"] : name === "matchesOfOffer" ? ids.slice(0, 1) : ids).map(
      (id) => ({ [given[0]]: id }),
    );
  }
  const someName = [...hiddenText].find(([text, of]) => of.size === 1 && /公司$/.test(text))?.[0] ?? "";
  const [fromId, toId] = await idsOf("Enterprise");
  const [positionId = ""] =
    name.startsWith("gap") || name === "positionView" ? await idsOf("ChainPosition") : [];
  const texts: Record<string, Record<string, unknown>[]> = {
    nodes: [{ ids: [...(await idsOf("Demand")), ...(await idsOf("Department"))] }],
    path: [
      { fromId: "e", toId: "a" },
      { fromId, toId },
    ],
    search: [{ text: "公司" }, { text: someName }],
    similarDemands: [{ text: "需要焊工十名" }],
    similarOffers: [{ text: "提供焊工培训" }],
    suggestCategories: [{ text: "需要焊工十名" }],
    auditActors: [{ text: "测试" }],
    invitationByToken: [{ token: invitation }],
    registeredEnterprise: [{ id: "listed" }],
    registeredOrganization: [{ id: "o" }],
    registeredAlliance: [{ id: "a" }],
    likelySame: [{ name: "名录试验公司", organization: false }],
    coverageFirms: [{ placeId: "a" }, { placeId: "a", state: "exempt" }],
    elections: [{ stage: "missing" }, { stage: "overdue" }],
    coveragePlaces: [{ kind: "alliance" }],
    duplicatePairs: [{ organizations: false }, { organizations: true }],
    mergePair: [{ aId: "o", bId: "o2" }],
    consolidation: [{ allianceId: "a" }],
    projectYear: [{ year: new Date().getFullYear() }],
    demandItem: [{ id: "item" }],
    exchangeOf: [{ ownerId: "e" }, { ownerId: "x" }],
    chainView: [{ districtId: "district-500151" }],
    positionView: [{ districtId: "district-500151", positionId }],
    gapFirms: ["standing", "buying", "outside"].map((side) => ({
      districtId: "district-500151",
      positionId,
      side,
    })),
    gapNeeds: [{ positionId }],
    gapCandidates: [{ districtId: "district-500151", positionId }],
  };
  return texts[name] ?? [{}];
}

describe("below every query for every role", () => {
  it.each(Object.keys(queries))("%s", async (name) => {
    const path = `Query.${name}`;
    const group = expected.get(path);
    const field = queries[name];
    if (!group || !field) throw new Error(`${path} has no line in test/access/expected.ts`);
    const selection = selectionOf(schema, getNamedType(field.type));
    const wrong: string[] = [];
    for (const known of await questionsOf(name)) {
      const few = field.args.some((arg) => arg.name === "first") ? { first: 3 } : {};
      const { text, variables } = questionFor(schema, path, selection, { ...few, ...known });
      const check = async (subject: SubjectName): Promise<void> => {
        const answer = await visitors.ask(subject, text, variables());
        const codes = answer.errors.map(({ extensions }) => extensions.code);
        wrong.push(...look(subject, path, answer.data?.[name]));
        const may = (groups[group] as readonly SubjectName[]).includes(subject);
        // A drawing around what one does not see is not there.
        // What is too much for a visitor who is not known is refused before it is asked who that is.
        const allowed = may ? ["NOT_FOUND"] : ["UNAUTHENTICATED", "FORBIDDEN", "LIMIT"];
        if (codes.some((code) => !allowed.includes(String(code))))
          wrong.push(`${subject} ${JSON.stringify(known)}: ${JSON.stringify(answer.errors)}`);
        if (!may && answer.data?.[name] != null) wrong.push(`${subject}: data without permission`);
      };
      for (let i = 0; i < subjectNames.length; i += 5)
        await Promise.all(subjectNames.slice(i, i + 5).map(check));
    }
    expect(wrong).toEqual([]);
  });

  it("no hidden name stands among other words", () => {
    const names = [...hiddenText].filter(([text]) => text.length >= 5 && /\p{Script=Han}/u.test(text));
    const leaks = subjectNames.flatMap((subject) => {
      const hidden = names.filter(([, of]) => isHidden(subject, of));
      return [...(told.get(subject) ?? [])].flatMap((text) =>
        hidden.filter(([name]) => text.includes(name)).map(([name]) => `${subject}: ${name} in ${text}`),
      );
    });
    expect(leaks).toEqual([]);
  });

  it("what comes to a department of the public comes to everybody who may ask", () => {
    const missing = [...(came.get("department") ?? [])].flatMap((cell) => {
      const [root = "", field = ""] = cell.split(" ");
      const group = expected.get(root);
      if (!group || ownRoots.includes(root)) return [];
      // By whatever way: of a list's first two, others see other records.
      const has = (subject: SubjectName): boolean =>
        [...(came.get(subject) ?? [])].some((other) => other.endsWith(` ${field}`));
      return (groups[group] as readonly SubjectName[])
        .filter((subject) => !has(subject))
        .map((subject) => `${subject}: ${cell}`);
    });
    expect(missing).toEqual([]);
  });

  it("every field below the queries was asked of a record that has it", () => {
    const types = new Set(Object.values(queries).flatMap((field) => [...reachable(schema, field)]));
    const below = fieldsOf(schema, ({ name }) => types.has(name));
    const left = below.filter((field) => !asked.has(field) && !elsewhere.test(field));
    process.stdout.write(
      `${JSON.stringify({
        nestedMatrix: {
          roles: subjectNames.length,
          fields: below.length,
          asked: asked.size,
          cells: [...came.values()].reduce((sum, cells) => sum + cells.size, 0),
          values,
          hiddenTexts: hiddenText.size,
        },
      })}\n`,
    );
    expect(left).toEqual([]);
  });
});
