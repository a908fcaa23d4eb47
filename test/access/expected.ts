import type { SubjectName } from "./matrixGraph.ts";

/*
 * Who may use each root field, written by hand from what the roles are for and NOT taken from the program, so that a
 * loosened rule in a schema.graphql fails here. A new root field gets its line in `expected` below; a new way to a type
 * that tells of persons or secrets gets its line in `reaches`.
 */

/** Works in the graph with an account of their own. */
const staff: readonly SubjectName[] = [
  "administrator",
  "supervisor",
  "hubCoordinator",
  "chainLead",
  "stationedInstructor",
  "organizationSecretary",
  "dutySecretary",
  "investmentOfficer",
  "department",
  "bank",
];

const without = (...left: SubjectName[]): readonly SubjectName[] =>
  staff.filter((subject) => !left.includes(subject));

/** Groups of fields that are for the same people. `freshAdministrator` has not yet replaced the one-time password. */
export const groups = {
  /** Whoever opens the page, to sign in; and reading how far one's own import came when the role ended on the way. */
  everybody: [...staff, "anonymous", "guest", "freshAdministrator"],
  /** Matters of one's own account. */
  ownAccount: [...staff, "freshAdministrator"],
  /** Reads what the audience lets see. */
  readers: [...staff, "guest"],
  /** Matches tell who needs what from whom: no guest. */
  matchReaders: staff,
  /** Those who need things for a place; the duty office comes on top of a secretary's own. */
  needWriters: [
    "hubCoordinator",
    "chainLead",
    "stationedInstructor",
    "organizationSecretary",
    "dutySecretary",
    "department",
  ],
  offerWriters: [
    "hubCoordinator",
    "chainLead",
    "stationedInstructor",
    "organizationSecretary",
    "dutySecretary",
    "department",
    "bank",
  ],
  /** What an owner wants kept to itself: those who act for one, and who answers for its alliance. */
  ownerKeepers: [
    "hubCoordinator",
    "chainLead",
    "stationedInstructor",
    "organizationSecretary",
    "dutySecretary",
    "department",
    "bank",
  ],
  /** A supervisor's own stage closes the chain of evaluation, the park's is the investment officer's: they change nothing else. */
  evaluators: [
    "hubCoordinator",
    "chainLead",
    "stationedInstructor",
    "organizationSecretary",
    "dutySecretary",
    "department",
    "investmentOfficer",
    "supervisor",
  ],
  /** Who may write anything that files hang on: an evaluation is a supervisor's own, too. */
  attachers: without("administrator"),
  /** Who answers for what an alliance publishes, the firm on duty too. */
  reviewers: ["hubCoordinator", "chainLead", "stationedInstructor", "dutySecretary"],
  /** How a district keeps its lists. */
  listKeepers: ["administrator", "hubCoordinator"],
  /** What scores everybody's matches: as the settings of a whole district. */
  tuners: ["administrator", "hubCoordinator"],
  /** 名录: who answers for all alliances of a hub keeps who is in them. */
  registrars: ["hubCoordinator"],
  /** 归并 is the work of those who answer for an alliance. */
  consolidators: ["hubCoordinator", "chainLead", "stationedInstructor"],
  /** 吸纳与退出: who acts for an organisation, and who answers for an alliance. */
  applicants: [
    "hubCoordinator",
    "chainLead",
    "stationedInstructor",
    "organizationSecretary",
    "dutySecretary",
  ],
  /** 覆盖: who answers for an alliance, and who watches over the whole. */
  coverageReaders: ["administrator", "supervisor", "hubCoordinator", "chainLead", "stationedInstructor"],
  /** A supervisor changes nothing. */
  deciders: without("supervisor"),
  sharers: without("supervisor", "department", "bank"),
  revealers: ["administrator", "hubCoordinator"],
  auditors: ["administrator", "supervisor"],
  administrators: ["administrator"],
} as const satisfies Record<string, readonly SubjectName[]>;

export type Group = keyof typeof groups;

const fields: Record<Group, string> = {
  everybody: `Query.me Query.invitationByToken
    Mutation.ping Mutation.signIn Mutation.signOut Mutation.acceptInvitation Mutation.enterDemo Mutation.openShareLink
    Query.import`,
  ownAccount: `Query.roles Query.sessions Query.apiTokens
    Mutation.changePassword Mutation.editOwnAccount Mutation.endSession Mutation.signOutEverywhere
    Mutation.createApiToken Mutation.revokeApiToken`,
  readers: `Query.node Query.nodes Query.alliances Query.alliance Query.programmes Query.programme
    Query.chains Query.chain Query.chainCount Query.allianceCount Query.programmeCount Query.categoryCount Query.position Query.enterprise Query.enterprises Query.product
    Query.demand Query.demands Query.offer Query.offers Query.categories Query.locationOf
    Query.organization Query.organizations
    Query.positions Query.products Query.endingEntries Query.similarDemands Query.similarOffers
    Query.suggestCategories Query.consolidation Query.demandItem Query.listKinds Query.publishingChoices
    Query.serviceProject Query.serviceProjects Query.projectFigures Query.projectYear Query.serviceTeams Query.today
    Query.gapScopes Query.chainView Query.positionView Query.gapFirms Query.gapNeeds Query.gapCandidates
    Query.attachmentsOf Query.membershipCase Query.membershipCases
    Query.search Query.allianceGraph Query.neighbourCounts Query.neighbourhood Query.path`,
  matchReaders: `Query.matchFactors Query.contactReminders Query.matchesOfDemand Query.matchesOfOffer
    Subscription.newEntries Subscription.matchesChanged`,
  needWriters: `Mutation.enterDemand Mutation.editDemand Mutation.withdrawDemand Mutation.republishDemand
    Mutation.prolongDemand Mutation.withdrawDemands`,
  offerWriters: `Query.imports Mutation.setImport Mutation.startImport Mutation.discardImport
    Mutation.enterOffer Mutation.editOffer Mutation.withdrawOffer Mutation.republishOffer Mutation.prolongOffer
    Mutation.withdrawOffers
    Mutation.startProject Mutation.editProject Mutation.moveProject Mutation.recordDelivery Mutation.editDelivery Mutation.removeDelivery
    Mutation.saveServiceTeam`,
  ownerKeepers: "Query.doNotMatches Query.exchangeOf Mutation.barOwners Mutation.liftBar",
  evaluators: "Mutation.evaluateProject",
  attachers: "Mutation.editAttachment Mutation.removeAttachment",
  reviewers: "Mutation.approveEntries Mutation.returnEntries",
  listKeepers: `Mutation.saveCategory Mutation.setCategoryRetired Mutation.moveCategoryEntries Mutation.setListKind
    Mutation.setAllianceReview Mutation.setEvaluationStages Mutation.setDecisionRule Mutation.saveAlliance`,
  tuners:
    "Query.weightVersions Query.weightVersion Query.learntFeedback Mutation.trainWeights Mutation.serveWeights",
  registrars: `Query.duplicatePairs Query.mergePair Query.entryMerges Query.distinctPairs Mutation.mergeEntries
    Mutation.undoMerge Mutation.tellApart Query.registeredEnterprise Query.registeredOrganization Query.registeredAlliance Query.likelySame Query.parks
    Mutation.saveEnterprise Mutation.saveOrganization Mutation.takePost Mutation.endPost Mutation.joinAlliance
    Mutation.leaveAlliance`,
  consolidators: `Mutation.consolidateNeeds Mutation.moveNeeds Mutation.mergeItems Mutation.renameItem Mutation.fileItem
    Mutation.undoConsolidation Mutation.planFormation Mutation.decideMembership`,
  applicants: `Mutation.openMembershipCase Mutation.moveMembershipCase Mutation.voteOnMembership`,
  coverageReaders:
    "Query.coverage Query.coveragePlaces Query.coverageTrend Query.coverageFirms Query.elections",
  deciders: `Query.plan Query.plans Mutation.startPlan Mutation.cancelPlan Mutation.acceptPlanPairs
    Mutation.startContact Mutation.agreeMatch Mutation.declineMatch Mutation.reopenMatch`,
  sharers: "Query.shareLinks Mutation.createShareLink Mutation.revokeShareLink",
  revealers: "Mutation.revealPhone",
  auditors: "Query.auditEvents Query.auditHead Query.auditActors",
  administrators: `Query.accounts Query.account Query.invitations Query.installationStatus
    Mutation.invite Mutation.resetPassword Mutation.withdrawInvitation Mutation.grantRole Mutation.revokeGrant
    Mutation.setAccountState Mutation.endDemo`,
};

/** Root field → group, e.g. `Query.me` → `everybody`. */
export const expected: ReadonlyMap<string, Group> = new Map(
  (Object.keys(fields) as Group[]).flatMap((group) =>
    fields[group].split(/\s+/).map((field): [string, Group] => [field, group]),
  ),
);

/**
 * What is answered beside GraphQL, by method and path as the router knows them. `nobody`: for programs on the machine
 * itself or with the operator's token, and for no role.
 */
export const expectedRoutes: Readonly<Record<string, Group | "nobody">> = {
  "GET /health/live": "everybody",
  "GET /health/ready": "everybody",
  "GET /metrics": "nobody",
  "GET /operations/statements": "nobody",
  "GET /operations/status": "nobody",
  // Below /auth/oidc: the way in.
  "GET /start": "everybody",
  "GET /callback": "everybody",
  "POST /imports": "offerWriters",
  // Empty forms.
  "GET /imports/templates/:kind": "everybody",
  "GET /imports/:id/rejected": "offerWriters",
  "GET /exports/lists": "readers",
  "POST /files": "attachers",
  "GET /files/:id": "readers",
  "GET /files/:id/small": "readers",
};

/**
 * Root fields from which a type that tells of persons, secrets or the audit trail can be reached, however deep. Nothing
 * of the graph that guests read leads to any of them.
 */
export const reaches: Readonly<Record<string, readonly string[]>> = {
  Account: [
    "Query.me",
    "Query.account",
    "Query.accounts",
    "Mutation.signIn",
    "Mutation.signOut",
    "Mutation.acceptInvitation",
    "Mutation.enterDemo",
    "Mutation.openShareLink",
    "Mutation.endDemo",
    "Mutation.changePassword",
    "Mutation.editOwnAccount",
    "Mutation.grantRole",
    "Mutation.revokeGrant",
    "Mutation.setAccountState",
  ],
  Invitation: ["Query.invitations", "Mutation.invite", "Mutation.resetPassword"],
  InvitationView: ["Query.invitationByToken"],
  InvitationPayload: ["Mutation.invite", "Mutation.resetPassword"],
  Session: ["Query.sessions"],
  ApiToken: ["Query.apiTokens", "Mutation.createApiToken"],
  ApiTokenPayload: ["Mutation.createApiToken"],
  ShareLink: ["Query.shareLinks", "Mutation.createShareLink"],
  ShareLinkPayload: ["Mutation.createShareLink"],
  PhonePayload: ["Mutation.revealPhone"],
  AuditEvent: ["Query.auditEvents"],
  AuditActor: ["Query.auditActors"],
  AuditHead: ["Query.auditHead"],
  InstallationStatus: ["Query.installationStatus"],
};

/** Fields that tell of a person or a secret by their name: only in types listed above, or here with their reason. */
export const sensitiveNames = /phone|email|secret|password|token|identity|address|username|^link$/i;
export const harmless: readonly string[] = [
  // Of the one who asks, and no more than whether.
  "Me.mustChangePassword",
  // 书记: a post, seen by those who see its holder; nothing secret.
  "PartyOrganization.secretary",
  "RegisteredOrganization.secretaries",
];

/** Queries that tell everybody of their own: what comes to one says nothing of another. */
export const ownRoots: readonly string[] = [
  "Query.contactReminders",
  "Query.me",
  "Query.sessions",
  "Query.apiTokens",
  "Query.shareLinks",
  "Query.publishingChoices",
  "Query.plan",
  "Query.plans",
  "Query.import",
  "Query.imports",
  "Query.doNotMatches",
  "Query.exchangeOf",
];

/**
 * Types of which the example district has nothing, and that are asked for where they are made: plans and imports are their
 * maker's alone (test/assignment, test/imports), archives and statements are the administrators' (test/operations), members
 * of a service team are its alliance's, as is the way to evaluate for a firm without an account (test/projects), and a bar
 * that was lifted is its asker's (test/barring); merges and pairs told apart are the register's keepers' (test/merging);
 * membership cases are made where they are decided (test/membership).
 */
export const elsewhere =
  /^(AssignmentPlan|Plan|GapCount|Import|DoubtfulName|NamedCandidate|BackupArchive|StatementCost|TeamMember|EvaluationEntering|LiftedBar|EntryMerge|DistinctPair|MembershipCase|MembershipEvent|VoteTally|Roster|OpenMatter|OfferedMembershipStep)/;
