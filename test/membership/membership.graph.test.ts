import { beforeAll, describe, expect, it, vi } from "vitest";
import { dayAfter, todayInShanghai } from "../../server/api/days.ts";
import type { Graph } from "../../server/graph/connection.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask, emptyGraph } from "../support/graph.ts";
import { type Browser, codeOf, type Grant, openAccount, openBrowser } from "../support/people.ts";

vi.setConfig({ testTimeout: 60_000 });

/** An alliance with three members, a unit that asks to come in, a firm without an organisation, and a second alliance. */
const district = `
  CREATE (hub:Alliance:Entity {id: 'hub', name: '总联盟', kind: 'hub', audience: 'public'})
  CREATE (a:Alliance:Entity {id: 'a', name: '甲链联盟', kind: 'chain', audience: 'public'})-[:PART_OF_ALLIANCE]->(hub)
  CREATE (b:Alliance:Entity {id: 'b', name: '乙链联盟', kind: 'chain', audience: 'public'})-[:PART_OF_ALLIANCE]->(hub)
  WITH a, b
  UNWIND ['m1', 'm2', 'm3'] AS id
  CREATE (:PartyOrganization:Entity {id: id, name: '成员' + id, kind: 'branch', audience: 'public'})-[:MEMBER_OF {since: date('2020-01-01')}]->(a)
  WITH DISTINCT a, b
  UNWIND ['new', 'twice', 'leaver', 'third', 'fourth', 'fifth', 'sixth'] AS id
  CREATE (o:PartyOrganization:Entity {id: id, name: '单位' + id, kind: 'branch', audience: 'public'})
  CREATE (o)-[:COVERS {mode: 'independent'}]->(:Enterprise:Entity {id: 'firm-' + id, name: '企业' + id, audience: 'public'})
  WITH DISTINCT b
  CREATE (:Enterprise:Entity {id: 'alone', name: '还没有组织的企业', audience: 'public'})`;

let graph: Graph;
let api: TestApi;
const people: Record<string, Browser> = {};
let keys = 0;
const today = todayInShanghai(new Date());

beforeAll(async () => {
  graph = await emptyGraph();
  await ask(graph, district);
  api = await startApi(graph, { embedder: null, viewerOf: undefined, requestTimeoutMs: 60_000 });
  const open = async (name: string, ...grants: Grant[]) => {
    people[name] = openBrowser(api.url, (await openAccount(graph, grants)).secret);
  };
  await open("coordinator", { role: "hubCoordinator", placeId: "hub" });
  await open("leader", { role: "chainLead", placeId: "a" });
  await open("other", { role: "chainLead", placeId: "b" });
  for (const id of ["m1", "m2", "new", "leaver"])
    await open(id, { role: "organizationSecretary", placeId: id });
}, 240_000);

const as = (name: string): Browser => {
  const found = people[name];
  if (!found) throw new Error(`nobody is called ${name}`);
  return found;
};
const caseFields = `case { id state version round decidedOn rule { threshold quorum } openMatters { kind id title }
  tally { eligible present yes no abstain outcome } steps { step } events { from to reason } }`;
const step = (by: string, name: string, input: object, key = `membership-${++keys}`) =>
  as(by).ask(
    `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${caseFields} } }`,
    { input: { clientMutationId: key, ...input } },
  );
const open = (by: string, memberId: string, kind = "admit", allianceId = "a") =>
  step(by, "openMembershipCase", { allianceId, memberId, kind, statement: "愿意共建" });

interface Shown {
  id: string;
  version: number;
  state: string;
}
interface CaseShown extends Shown {
  round: number;
  rule: object;
  openMatters: object[];
  tally: { outcome: string };
  steps: { step: string }[];
  events: { to: string }[];
}
async function shown(answer: Promise<Awaited<ReturnType<typeof step>>>): Promise<CaseShown> {
  const { data, errors } = await answer;
  expect(errors).toEqual([]);
  return Object.values(data as Record<string, { case: CaseShown }>)[0]?.case as CaseShown;
}
const move = ({ id, version }: Shown, by: string, name: string, reason?: string) =>
  step(by, "moveMembershipCase", { id, expectedVersion: version, step: name, reason });
const vote = (by: string, id: string, votes: Record<string, string>) =>
  step(by, "voteOnMembership", {
    id,
    votes: Object.entries(votes).map(([memberId, choice]) => ({ memberId, choice })),
  });
const decide = ({ id, version }: Shown, by = "leader", more: object = {}, key?: string) =>
  step(by, "decideMembership", { id, expectedVersion: version, meeting: "三季度联席会议", ...more }, key);
async function members(on: string, allianceId = "a"): Promise<string[]> {
  const { data, errors } = await as("coordinator").ask(
    "query ($id: ID!, $on: Day) { alliance(id: $id) { members(first: 200, on: $on) { nodes { organization { id } } } } }",
    { id: allianceId, on },
  );
  expect(errors).toEqual([]);
  return data.alliance.members.nodes
    .map(({ organization }: { organization: { id: string } }) => organization.id)
    .sort();
}
/** A case that is being voted about. */
async function tabled(memberId: string, kind = "admit", by = "leader") {
  const made = await shown(open(by, memberId, kind));
  return shown(move(made, "leader", "table"));
}

describe("a unit that asks to come in", () => {
  it("is admitted by its alliance's meeting on the day it decides, and every move is told", async () => {
    const made = await shown(open("new", "new"));
    expect(made.steps.map(({ step: one }: { step: string }) => one)).toEqual(["cancel"]);
    // Its own case is seen by it, though it is in no alliance; by nobody elsewhere.
    expect(
      (await as("other").ask(`{ membershipCase(id: "${made.id}") { id } }`)).data.membershipCase,
    ).toBeNull();
    expect(codeOf(await move(made, "new", "table"))).toBe("FORBIDDEN");
    const back = await shown(move(made, "leader", "sendBack", "请补充材料"));
    const again = await shown(move(back, "new", "resubmit"));
    const voting = await shown(move(again, "leader", "table"));
    expect(codeOf(await vote("m1", voting.id, { m2: "yes" }))).toBe("FORBIDDEN");
    expect(codeOf(await vote("leader", voting.id, { new: "yes" }))).toBe("BAD_INPUT");
    await shown(vote("m1", voting.id, { m1: "yes" }));
    const counted = await shown(vote("leader", voting.id, { m2: "yes", m3: "no" }));
    expect(counted.tally).toEqual({ eligible: 3, present: 3, yes: 2, no: 1, abstain: 0, outcome: "passed" });
    // Whoever has not seen the last vote decides nothing.
    expect(codeOf(await decide(voting))).toBe("CONFLICT");
    expect(codeOf(await decide(counted, "new"))).toBe("FORBIDDEN");
    const before = await members(today);
    const [one, two] = await Promise.all([
      decide(counted, "leader", {}, "same-decision"),
      decide(counted, "leader", {}, "same-decision"),
    ]);
    expect([one.errors, two.errors]).toEqual([[], []]);
    expect(two.data).toEqual(one.data);
    const { case: done } = one.data.decideMembership;
    expect(done).toMatchObject({ state: "approved", decidedOn: today, steps: [] });
    expect(done.events.map(({ to }: { to: string }) => to)).toEqual([
      "approved",
      "voting",
      "submitted",
      "returned",
      "submitted",
    ]);
    expect(before).toEqual(["m1", "m2", "m3"]);
    expect(await members(today)).toEqual(["m1", "m2", "m3", "new"]);
    expect(await members(dayAfter(today, -1))).toEqual(["m1", "m2", "m3"]);
    const [stored] = await ask(
      graph,
      `MATCH (:PartyOrganization {id: 'new'})-[r:MEMBER_OF]->(:Alliance {id: 'a'})
       RETURN count(r) AS times, toString(min(r.since)) AS since,
         COUNT { (:AuditEvent {targetId: $id}) } AS audits`,
      { id: made.id },
    );
    expect(stored).toEqual({ times: 1, since: today, audits: 7 });
  });

  it("has one case at a time, and two who decide at once do it once", async () => {
    const both = await Promise.all([open("leader", "twice"), open("coordinator", "twice")]);
    expect(both.map(codeOf).sort()).toEqual(["CONFLICT", undefined].sort());
    const made = await shown(Promise.resolve(both.find(({ errors }) => errors.length === 0) as never));
    const voting = await shown(move(made, "leader", "table"));
    const counted = await shown(vote("leader", voting.id, { m1: "yes", m2: "yes" }));
    const decided = await Promise.all([decide(counted, "leader"), decide(counted, "coordinator")]);
    expect(decided.map(codeOf).sort()).toEqual(["CONFLICT", undefined].sort());
    const [stored] = await ask(
      graph,
      "MATCH (:PartyOrganization {id: 'twice'})-[r:MEMBER_OF]->(:Alliance {id: 'a'}) RETURN count(r) AS times",
    );
    expect(stored).toEqual({ times: 1 });
  });

  it("is refused by its meeting, taken up again in a new round, and what was voted before stays", async () => {
    const voting = await tabled("third");
    const counted = await shown(vote("leader", voting.id, { m1: "no", m2: "no" }));
    const refused = await shown(decide(counted));
    expect(refused).toMatchObject({ state: "rejected", tally: { no: 2, outcome: "notPassed" } });
    expect(await members(today)).not.toContain("third");
    expect(codeOf(await move(refused, "leader", "reopen"))).toBe("BAD_INPUT");
    const again = await shown(move(refused, "leader", "reopen", "材料已补齐"));
    expect(again).toMatchObject({ state: "submitted", round: 2, tally: { present: 0 } });
    expect(again.events.map(({ to }: { to: string }) => to)).toContain("rejected");
    const [kept] = await ask(
      graph,
      "MATCH (v:MembershipVote {round: 1})-[:CAST_IN]->(:MembershipCase {id: $id}) RETURN count(v) AS votes",
      { id: voting.id },
    );
    expect(kept).toEqual({ votes: 2 });
  });

  it("goes by the rule that held when it was put to the vote; too few present decide nothing", async () => {
    const rule = (expectedVersion: number, threshold: string, quorum: string) =>
      as("coordinator").ask(
        `mutation ($input: SetDecisionRuleInput!) { setDecisionRule(input: $input) { alliance { decisionVersion decisionRule { threshold quorum } } } }`,
        {
          input: { clientMutationId: `rule-${++keys}`, allianceId: "a", expectedVersion, threshold, quorum },
        },
      );
    const set = await rule(0, "unanimity", "half");
    expect(set.errors).toEqual([]);
    expect(set.data.setDecisionRule.alliance.decisionRule).toEqual({
      threshold: "unanimity",
      quorum: "half",
    });
    expect(codeOf(await rule(0, "majority", "none"))).toBe("CONFLICT");
    const voting = await tabled("fourth");
    expect((await rule(1, "majority", "none")).errors).toEqual([]);
    expect(voting.rule).toEqual({ threshold: "unanimity", quorum: "half" });
    const counted = await shown(vote("leader", voting.id, { m1: "yes" }));
    const tooFew = await decide(counted);
    expect(codeOf(tooFew)).toBe("CONFLICT");
    expect(tooFew.errors[0]?.message).toMatch(/至少要 \d+ 家/);
    const all = await shown(vote("leader", voting.id, { m2: "yes", m3: "yes", new: "abstain" }));
    expect(all.tally.outcome).toBe("notPassed");
  });

  it("observes where it is a firm without an organisation, and only there", async () => {
    expect(codeOf(await open("leader", "alone", "admit"))).toBe("BAD_INPUT");
    expect(codeOf(await open("leader", "firm-new", "observe"))).toBe("BAD_INPUT");
    expect(codeOf(await open("other", "alone", "observe"))).toBe("FORBIDDEN");
    const voting = await tabled("alone", "observe");
    const counted = await shown(vote("leader", voting.id, { m1: "yes", m2: "yes", m3: "yes" }));
    await shown(decide(counted));
    const { data } = await as("coordinator").ask('{ alliance(id: "a") { observers { nodes { id } } } }');
    expect(data.alliance.observers.nodes).toEqual([{ id: "alone" }]);
  });
});

describe("a unit that asks to leave", () => {
  it("is let go when what is open is settled, and was a member until that day", async () => {
    await ask(
      graph,
      `MATCH (o:PartyOrganization {id: 'leaver'}), (a:Alliance {id: 'a'})
       CREATE (o)-[:MEMBER_OF {since: date('2021-01-01')}]->(a)
       CREATE (d:Demand:Entity {id: 'd', text: '要检测', state: 'published', audience: 'public', version: 1})-[:RAISED_BY]->(o)
       CREATE (f:Offer:Resource:Entity {id: 'f', text: '给检测', state: 'published', audience: 'public', version: 1})
       CREATE (d)-[:FOR_ALLIANCE]->(a)
       CREATE (d)<-[:ANSWERS_DEMAND]-(m:Match:Entity {id: 'd~f', state: 'projected', audience: 'public', version: 1})-[:WITH_OFFER]->(f)
       CREATE (m)-[:LED_TO]->(p:ServiceProject:Entity {id: 'p', title: '检测服务', state: 'running', stages: [], audience: 'org:leaver', version: 1})
       CREATE (p)-[:FOR_ALLIANCE]->(a)
       CREATE (:DutyTerm:Entity {id: 'term', name: '轮值一期', since: date($today), until: date($today) + duration({days: 30}), audience: 'public'})-[:HELD_BY]->(o)
       WITH a MATCH (t:DutyTerm {id: 'term'}) CREATE (t)-[:DUTY_IN]->(a)`,
      { today },
    );
    const made = await shown(open("leaver", "leaver", "withdraw"));
    // What a stranger may not read counts, without its words.
    expect(made.openMatters).toEqual([
      { kind: "duty", id: "term", title: "轮值一期" },
      { kind: "project", id: "p", title: "检测服务" },
    ]);
    const voting = await shown(move(made, "leader", "table"));
    expect(voting.openMatters).toContainEqual({ kind: "project", id: null, title: null });
    const counted = await shown(vote("leader", voting.id, { m1: "yes", m2: "yes", m3: "yes" }));
    const refused = await decide(counted);
    expect(codeOf(refused)).toBe("CONFLICT");
    expect(refused.errors[0]?.message).toMatch(/还有 2 项未了结/);
    expect(await members(today)).toContain("leaver");
    await ask(graph, "MATCH (p:ServiceProject {id: 'p'}) SET p.state = 'evaluated'");
    expect(codeOf(await decide(counted))).toBe("CONFLICT");
    await ask(
      graph,
      "MATCH (t:DutyTerm {id: 'term'})-[h:HELD_BY]->(), (m1:PartyOrganization {id: 'm1'}) DELETE h CREATE (t)-[:HELD_BY]->(m1)",
    );
    expect((await shown(decide(counted))).state).toBe("approved");
    expect(await members(today)).not.toContain("leaver");
    expect(await members(dayAfter(today, -1))).toContain("leaver");
  });
});

describe("the members of an alliance on any day", () => {
  /** A generator of its own, so that a failure comes again. */
  const random = (seed: number) => () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };

  it.each([7, 19, 83])(
    "are those that a replay of all joinings and leavings leaves (history %s)",
    async (seed) => {
      const next = random(seed);
      const units = ["u1", "u2", "u3", "u4"].map((id) => `${id}-${seed}`);
      const allianceId = `past-${seed}`;
      await ask(
        graph,
        `MATCH (hub:Alliance {id: 'hub'})
       CREATE (:Alliance:Entity {id: $allianceId, name: $allianceId, kind: 'park', audience: 'public'})-[:PART_OF_ALLIANCE]->(hub)
       WITH hub UNWIND $units AS id
       CREATE (:PartyOrganization:Entity {id: id, name: id, kind: 'branch', audience: 'public'})`,
        { allianceId, units },
      );
      const happened: { on: string; memberId: string; joins: boolean }[] = [];
      for (const memberId of units) {
        let on = dayAfter(today, -120 + Math.floor(next() * 30));
        for (let joins = true; on < today; joins = !joins) {
          const name = joins ? "joinAlliance" : "leaveAlliance";
          const input = { clientMutationId: `past-${++keys}`, allianceId, memberId };
          const dated = joins ? { ...input, since: on } : { ...input, until: on };
          const type = joins ? "JoinAllianceInput" : "LeaveAllianceInput";
          const { errors } = await as("coordinator").ask(
            `mutation ($input: ${type}!) { ${name}(input: $input) { placeId } }`,
            { input: dated },
          );
          expect(errors).toEqual([]);
          happened.push({ on, memberId, joins });
          on = dayAfter(on, Math.floor(next() * 40));
        }
      }
      happened.sort((a, b) => a.on.localeCompare(b.on));
      const replay = (day: string): string[] => {
        const inIt = new Set<string>();
        for (const { on, memberId, joins } of happened)
          if (on <= day) joins ? inIt.add(memberId) : inIt.delete(memberId);
        return [...inIt].sort();
      };
      const days = new Set([...happened.flatMap(({ on }) => [dayAfter(on, -1), on, dayAfter(on, 1)]), today]);
      for (const day of days) expect([day, await members(day, allianceId)]).toEqual([day, replay(day)]);
    },
  );
});

describe("an alliance and its registration", () => {
  const save = (by: string, input: object, key = `alliance-${++keys}`) =>
    as(by).ask("mutation ($input: SaveAllianceInput!) { saveAlliance(input: $input) { placeId } }", {
      input: { clientMutationId: key, ...input },
    });
  const read = async (id: string) =>
    (
      await as("coordinator").ask(
        `query ($id: ID!) { alliance(id: $id) { name kind parent { id } registration { registeredOn registrationNumber registeredWith version } } }`,
        { id },
      )
    ).data.alliance;

  it("is founded under a hub by its coordinator, once, and its 备案 is kept with versions", async () => {
    const fields = { name: "园区联盟示例", kind: "park", parentId: "hub" };
    const [one, again] = [
      await save("coordinator", { fields }, "found"),
      await save("coordinator", { fields }, "found"),
    ];
    expect(one.errors).toEqual([]);
    expect(again.data).toEqual(one.data);
    const { placeId: id } = one.data.saveAlliance;
    const record = {
      registeredOn: "2026-03-01",
      registrationNumber: "铜两新备〔2026〕3号",
      registeredWith: "区委两新工委",
    };
    const changed = { ...fields, ...record, parentId: "a" };
    expect((await save("coordinator", { id, expectedVersion: 1, fields: changed })).errors).toEqual([]);
    expect(codeOf(await save("coordinator", { id, expectedVersion: 1, fields }))).toBe("CONFLICT");
    const kept = await read(id);
    expect(kept).toMatchObject({ kind: "park", parent: { id: "a" } });
    expect(kept.registration).toMatchObject({
      ...record,
      registrationNumber: expect.stringContaining("2026"),
    });
    const circle = { name: "甲链联盟", kind: "chain", parentId: id };
    expect(codeOf(await save("coordinator", { id: "a", expectedVersion: 1, fields: circle }))).toBe(
      "BAD_INPUT",
    );
  });

  it("is nobody's to found alone but the administrator's, and no one else's to change", async () => {
    const hub = { fields: { name: "另一个总联盟", kind: "hub" } };
    expect(codeOf(await save("coordinator", hub))).toBe("FORBIDDEN");
    expect(codeOf(await save("leader", { fields: { name: "甲", kind: "park", parentId: "a" } }))).toBe(
      "FORBIDDEN",
    );
    people.administrator = openBrowser(
      api.url,
      (await openAccount(graph, [{ role: "administrator" }])).secret,
    );
    const founded = await save("administrator", hub);
    expect(founded.errors).toEqual([]);
    const foreign = { id: founded.data.saveAlliance.placeId, expectedVersion: 1, ...hub };
    expect(codeOf(await save("coordinator", foreign))).toBe("FORBIDDEN");
    const late = {
      fields: { name: "早了", kind: "park", parentId: "hub", registeredOn: dayAfter(today, 1) },
    };
    expect(codeOf(await save("coordinator", late))).toBe("BAD_INPUT");
  });
});

describe("今日 of a case", () => {
  it("goes from whoever takes it up, to those who vote, to whoever records the decision", async () => {
    people.sixth = openBrowser(
      api.url,
      (await openAccount(graph, [{ role: "organizationSecretary", placeId: "sixth" }])).secret,
    );
    const waits = async (name: string, id: string): Promise<string[]> => {
      const { data, errors } = await as(name).ask("{ today(perKind: 50) { kind failed items { id } } }");
      expect(errors).toEqual([]);
      return data.today.flatMap((group: { kind: string; failed: boolean; items: { id: string }[] }) =>
        group.failed || group.items.some((item) => item.id === id) ? [group.kind] : [],
      );
    };
    const made = await shown(open("sixth", "sixth"));
    expect([await waits("leader", made.id), await waits("sixth", made.id)]).toEqual([
      ["tableCase"],
      ["awaitCase"],
    ]);
    const back = await shown(move(made, "leader", "sendBack", "请补充材料"));
    expect([await waits("leader", made.id), await waits("sixth", made.id)]).toEqual([[], ["returnedCase"]]);
    const voting = await shown(move(await shown(move(back, "sixth", "resubmit")), "leader", "table"));
    expect([await waits("leader", made.id), await waits("m1", made.id)]).toEqual([
      ["decideCase"],
      ["castVote"],
    ]);
    const voted = await shown(vote("m1", voting.id, { m1: "yes" }));
    expect([await waits("m1", made.id), await waits("m2", made.id)]).toEqual([[], ["castVote"]]);
    await shown(decide(await shown(vote("leader", voted.id, { m2: "yes", m3: "yes" }))));
    for (const name of ["leader", "sixth", "m1", "m2", "other"])
      expect(await waits(name, made.id)).toEqual([]);
  });
});
