import { expect, it } from "vitest";
import { accountAccess, type ExpandedGrant, systemAccess } from "../../server/access/access.ts";
import type { Role } from "../../server/access/roles.ts";
import { stageOrder } from "../../server/projects/evaluation.ts";
import { stageRights } from "../../server/projects/rights.ts";

const held = (role: Role, over: { alliances?: string[]; owners?: string[] } = {}): ExpandedGrant => ({
  grantId: role,
  role,
  place: null,
  until: null,
  hubs: [],
  alliances: over.alliances ?? [],
  owners: over.owners ?? [],
});

/** Stages of a project of alliance a, whose need firm e raised, for whoever holds these. */
function stagesFor(grants: ExpandedGrant[], raisedBy: string[] = ["e"]): string[] {
  const access = accountAccess(
    {
      kind: "account",
      actor: { id: "x", name: "某人", demo: false },
      mustChangePassword: false,
      scopes: null,
      session: null,
      demoOn: false,
    },
    grants,
  );
  return [...stageRights(access, { allianceId: "a", raisedBy })];
}

it("gives each stage to its own role over the project's place, and to nobody else", () => {
  const firm = { owners: ["e"] };
  const alliance = { alliances: ["a"] };
  expect(stagesFor([held("organizationSecretary", firm)])).toEqual(["beneficiary"]);
  expect(stagesFor([held("chainLead", alliance)])).toEqual(["committee"]);
  expect(stagesFor([held("stationedInstructor", alliance)])).toEqual(["committee"]);
  expect(stagesFor([held("hubCoordinator", alliance)])).toEqual(["committee", "park"]);
  expect(stagesFor([held("investmentOfficer", alliance)])).toEqual(["park"]);
  // A park is held over the firms in it.
  expect(stagesFor([held("investmentOfficer", firm)])).toEqual(["park"]);
  expect(stagesFor([held("supervisor")])).toEqual(["supervision"]);
  // A department that raised the need is its beneficiary.
  expect(stagesFor([held("department", { ...firm, ...alliance })])).toEqual(["beneficiary"]);
  for (const role of ["bank", "dutySecretary", "administrator"] as const)
    expect(stagesFor([held(role, { ...firm, ...alliance })]), role).toEqual([]);
});

it("gives no stage over another place", () => {
  const elsewhere = { alliances: ["b"], owners: ["f"] };
  for (const role of ["organizationSecretary", "chainLead", "hubCoordinator", "investmentOfficer"] as const)
    expect(stagesFor([held(role, elsewhere)]), role).toEqual([]);
});

it("asks whoever answers for the alliance where nobody raised the need, and the system everything", () => {
  expect(stagesFor([held("chainLead", { alliances: ["a"] })], [])).toEqual(["beneficiary", "committee"]);
  expect(stagesFor([held("organizationSecretary", { owners: ["e"] })], [])).toEqual([]);
  expect([...stageRights(systemAccess, { allianceId: null, raisedBy: [] })]).toEqual(stageOrder);
});
