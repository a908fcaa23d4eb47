import type { Role } from "../../server/access/roles.ts";
import type { Graph } from "../../server/graph/connection.ts";
import { ask } from "../support/graph.ts";
import { type Grant, openAccount } from "../support/people.ts";

/** A small district: a hub with two chain alliances, organisations above and below, firms, a department and a bank. */
export const district = `
  CREATE (hub:Alliance:Entity {id: 'hub', name: '总联盟', kind: 'hub', audience: 'public'})
  CREATE (a:Alliance:Entity {id: 'a', name: '甲链联盟', kind: 'chain', audience: 'public'})-[:PART_OF_ALLIANCE]->(hub)
  CREATE (b:Alliance:Entity {id: 'b', name: '乙链联盟', kind: 'chain', audience: 'public'})-[:PART_OF_ALLIANCE]->(hub)
  CREATE (c:IndustryChain:Entity {id: 'chain-a', name: '甲链'})<-[:FOR_CHAIN]-(a)
  CREATE (park:Park:Entity {id: 'park', name: '园区'})
  CREATE (o:PartyOrganization:Entity {id: 'o', name: '总支', kind: 'generalBranch', audience: 'public'})-[:MEMBER_OF]->(a)
  CREATE (o2:PartyOrganization:Entity {id: 'o2', name: '支部', kind: 'branch', audience: 'public'})-[:SUBORDINATE_TO]->(o)
  CREATE (e:Enterprise:Entity {id: 'e', name: '企业一', audience: 'public'})<-[:COVERS {mode: 'independent'}]-(o2)
  CREATE (x:Enterprise:Entity {id: 'x', name: '企业二', audience: 'public'})
  CREATE (q:PartyOrganization:Entity {id: 'q', name: '轮值支部', kind: 'branch', audience: 'public'})
  CREATE (t:DutyTerm:Entity {id: 't', name: '轮值', since: date() - duration({days: 3}), until: date() + duration({days: 3}), audience: 'public'})
  CREATE (t)-[:HELD_BY]->(q) CREATE (t)-[:DUTY_IN]->(b)
  CREATE (:Department:Entity {id: 'd', name: '部门', audience: 'public'})
  CREATE (:Department:Entity {id: 'k', name: '银行', audience: 'public'})`;

/** Audiences a record of the district may have. */
export const audiences = [
  "public",
  "hub:hub",
  "alliance:a",
  "alliance:b",
  "org:o",
  "org:o2",
  "org:e",
  "org:x",
  "org:q",
  "org:d",
  "org:k",
] as const;
type Audience = (typeof audiences)[number];

const everything = audiences;
const inA: Audience[] = ["public", "hub:hub", "alliance:a"];

export type SubjectName = Role | "anonymous" | "freshAdministrator";

interface Subject {
  grants: Grant[] | null;
  /** What it should see, said here by hand and not taken from the program. */
  sees: readonly Audience[];
}

/** One visitor of every role. `dutySecretary` is secretary of an organisation on duty: the role follows by itself. */
export const subjects: Record<SubjectName, Subject> = {
  anonymous: { grants: null, sees: [] },
  freshAdministrator: { grants: [{ role: "administrator" }], sees: [] },
  administrator: { grants: [{ role: "administrator" }], sees: everything },
  supervisor: { grants: [{ role: "supervisor" }], sees: everything },
  hubCoordinator: {
    grants: [{ role: "hubCoordinator", placeId: "hub" }],
    sees: ["public", "hub:hub", "alliance:a", "alliance:b"],
  },
  chainLead: { grants: [{ role: "chainLead", placeId: "a" }], sees: inA },
  stationedInstructor: { grants: [{ role: "stationedInstructor", placeId: "a" }], sees: inA },
  organizationSecretary: {
    grants: [{ role: "organizationSecretary", placeId: "o" }],
    sees: [...inA, "org:o", "org:o2", "org:e"],
  },
  dutySecretary: {
    grants: [{ role: "organizationSecretary", placeId: "q" }],
    sees: ["public", "hub:hub", "alliance:b", "org:q"],
  },
  investmentOfficer: { grants: [{ role: "investmentOfficer", placeId: "chain-a" }], sees: inA },
  department: { grants: [{ role: "department", placeId: "d" }], sees: ["public", "org:d"] },
  bank: { grants: [{ role: "bank", placeId: "k" }], sees: ["public", "org:k"] },
  guest: { grants: [], sees: ["public", "alliance:a"] },
};

export const subjectNames = Object.keys(subjects) as SubjectName[];

/** Makes every subject's account with an open session; the guest comes by a coordinator's link. Secrets by name. */
export async function openSubjects(graph: Graph, openShare: (owner: string) => Promise<string>) {
  const opened = new Map<SubjectName, { id: string | null; secret: string | undefined }>();
  for (const name of subjectNames) {
    const { grants } = subjects[name];
    if (grants === null) opened.set(name, { id: null, secret: undefined });
    else if (name === "guest") {
      const sharer = await openAccount(graph, [{ role: "hubCoordinator", placeId: "hub" }]);
      opened.set(name, { id: null, secret: await openShare(sharer.secret) });
    } else
      opened.set(
        name,
        await openAccount(graph, grants, { mustChangePassword: name === "freshAdministrator" }),
      );
  }
  return opened;
}

/** Kinds of their label, where the API gives it a meaning. */
const kindOf: Readonly<Record<string, string>> = { PartyOrganization: "branch", Alliance: "chain" };

/** One node of each ownable label and audience, `Label@audience`, all of a label around one programme. */
export async function fillAudiences(graph: Graph, labels: readonly string[]): Promise<void> {
  for (const label of labels)
    await ask(
      graph,
      `CREATE (p:Programme:Entity {id: 'around-' + $label, name: '项目'})
       WITH p UNWIND $audiences AS audience
       CREATE (n:Entity:$(CASE WHEN $label IN ['Resource', 'PublishedProject'] THEN [$label, 'Offer'] ELSE [$label] END) {
         id: $label + '@' + audience, name: '标记' + $label + audience, text: '标记' + $label, state: 'published',
         kind: $kind, audience: audience, version: 1})
       CREATE (n)-[:PART_OF_PROGRAMME]->(p)`,
      { label, kind: kindOf[label] ?? null, audiences: [...audiences] },
    );
}
