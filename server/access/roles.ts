import type { Permission, Role } from "../generated/resolvers.ts";

export type { Permission, Role } from "../generated/resolvers.ts";

/** Kinds of node a role may hold over. */
export type PlaceKind = "Alliance" | "PartyOrganization" | "Department" | "IndustryChain" | "Park";

export interface RoleRule {
  /** What users call it. */
  name: string;
  permissions: readonly Permission[];
  /** Empty: the role holds over the whole installation. */
  places: readonly PlaceKind[];
  /** `places`: the audiences of the grant's place; `all`: everything; `public`: what everybody signed in sees. */
  sees: "all" | "places" | "public";
  /** Whether an administrator may give it. The others follow facts or links. */
  grantable: boolean;
}

/** What anybody with an account has, whatever the role; also all that is left while a one-time password stands. */
export const accountPermissions: readonly Permission[] = ["enter", "ownAccount"];

/** What an API token may be given: nothing that makes accounts, links or more tokens. */
export const tokenScopes: readonly Permission[] = [
  "read",
  "readMatches",
  "writeDemand",
  "writeOffer",
  "decideMatch",
  "readAudit",
];

const look: readonly Permission[] = ["read", "readMatches"];
const coordinate: readonly Permission[] = [
  ...look,
  "writeDemand",
  "writeOffer",
  "decideMatch",
  "reviewEntry",
  "runProject",
  "evaluate",
  "attachFile",
  "consolidate",
  "readCoverage",
  "planCoverage",
  "applyMembership",
  "decideMembership",
  "tendOwner",
  "share",
];

/**
 * Role → permissions, as data. An administrator sees everything, because whoever grants roles could grant the sight
 * of it anyway and the audit trail is the honest guard; but acts in nobody's business without a role that answers for it:
 * `decideMatch` reaches only matches of needs that have no owner.
 */
export const roleRules: Readonly<Record<Role, RoleRule>> = {
  administrator: {
    name: "管理员",
    permissions: [
      ...look,
      "decideMatch",
      "tuneMatching",
      "share",
      "revealPhone",
      "manageAccounts",
      "manageSettings",
      "readCoverage",
      "configureLists",
      "readAudit",
    ],
    places: [],
    sees: "all",
    grantable: true,
  },
  hubCoordinator: {
    name: "联盟统筹",
    permissions: [...coordinate, "tuneMatching", "writeRegister", "configureLists", "revealPhone"],
    places: ["Alliance"],
    sees: "places",
    grantable: true,
  },
  chainLead: {
    name: "包链领导",
    permissions: coordinate,
    places: ["Alliance"],
    sees: "places",
    grantable: true,
  },
  stationedInstructor: {
    name: "驻链指导员",
    permissions: coordinate,
    places: ["Alliance"],
    sees: "places",
    grantable: true,
  },
  organizationSecretary: {
    name: "党组织书记",
    permissions: [
      ...look,
      "writeDemand",
      "writeOffer",
      "decideMatch",
      "runProject",
      "evaluate",
      "attachFile",
      "applyMembership",
      "tendOwner",
      "share",
    ],
    places: ["PartyOrganization"],
    sees: "places",
    grantable: true,
  },
  dutySecretary: {
    name: "轮值书记",
    permissions: [...look, "decideMatch", "reviewEntry", "runProject", "attachFile", "share"],
    places: ["Alliance"],
    sees: "places",
    grantable: false,
  },
  investmentOfficer: {
    name: "招商专员",
    permissions: [...look, "decideMatch", "evaluate", "attachFile", "share"],
    places: ["Alliance", "IndustryChain", "Park"],
    sees: "places",
    grantable: true,
  },
  department: {
    name: "部门",
    permissions: [
      ...look,
      "writeDemand",
      "writeOffer",
      "decideMatch",
      "runProject",
      "evaluate",
      "attachFile",
      "tendOwner",
    ],
    places: ["Department"],
    sees: "places",
    grantable: true,
  },
  bank: {
    name: "银行",
    permissions: [...look, "writeOffer", "decideMatch", "runProject", "attachFile", "tendOwner"],
    places: ["Department"],
    sees: "places",
    grantable: true,
  },
  supervisor: {
    name: "监督员",
    permissions: [...look, "evaluate", "attachFile", "readCoverage", "readAudit"],
    places: [],
    sees: "all",
    grantable: true,
  },
  guest: { name: "访客", permissions: ["read"], places: [], sees: "public", grantable: false },
};

export const allRoles = Object.keys(roleRules) as Role[];

/** Every permission there is: what the system itself may do. */
export const allPermissions: ReadonlySet<Permission> = new Set([
  ...accountPermissions,
  ...allRoles.flatMap((role) => roleRules[role].permissions),
]);
