/**
 * The graph model as data: what docs/graph-model.md says, for the checks of the statements. Both change in one commit.
 */
export interface LabelModel {
  /** Carries `audience`: a statement that binds it must compare it with the viewer's. */
  ownable: boolean;
  /** Beside `id`. */
  properties: readonly string[];
}

const named = ["name", "shortName", "aliases", "pinyin", "pinyinInitials"];
const dated = ["since", "until"];
const entry = [
  ..."title text textHash words embedding embeddingModel featuresKey kindScores state unit location".split(
    " ",
  ),
  ..."version createdAt updatedAt enteredBy reason publishTo reviewedIn returnReason withdrawnFrom".split(
    " ",
  ),
];
const offer = [...entry, ..."capacity used availableFrom availableUntil serviceRadiusKm".split(" ")];

const open = (...properties: string[]): LabelModel => ({ ownable: false, properties });
const owned = (...properties: string[]): LabelModel => ({
  ownable: true,
  properties: ["audience", ...properties],
});

export const labels: Readonly<Record<string, LabelModel>> = {
  // Labels that go with others.
  Entity: open(),
  Searchable: open(...named),
  Example: open(),
  // Industry.
  IndustryChain: open(...named, "code"),
  ChainPosition: open(...named, "stage", "order"),
  Product: open(...named),
  Industry: open(...named, "path"),
  Enterprise: owned(
    ...named,
    "creditCode",
    "scale",
    "tags",
    "employees",
    "partyMembers",
    "location",
    "version",
  ),
  Park: open(...named, "divisionCode", "location"),
  District: open(...named, "divisionCode", "location"),
  // Party organisation.
  PartyOrganization: owned(
    ...named,
    "kind",
    "founded",
    "termYears",
    "lastElectedOn",
    "memberCount",
    "version",
  ),
  // An entry that was merged into another: what it was, without the labels that lists and searches go by. Shown to nobody.
  MergedEntry: open(
    "audience",
    ...named,
    ..."creditCode scale tags employees partyMembers location version".split(" "),
    ..."kind founded termYears lastElectedOn memberCount wasLabels".split(" "),
  ),
  EntryMerge: open(
    ..."at by byName keptId keptName removedId removedName moved record undoneAt undoneBy".split(" "),
  ),
  DistinctPair: open("aId", "bId", "at", "by", "byName"),
  Person: owned(...named, "title"),
  // A public body: everybody signed in may know that it is there; what it offers has an audience of its own.
  Department: open(...named, "audience"),
  ServiceTeam: owned(...named, "number", "colour", "division", "description", "version"),
  TeamMember: owned("name", "unit", "order"),
  ServiceStation: owned(...named, "location"),
  // Alliance.
  Alliance: owned(
    ...named,
    "kind",
    "registeredOn",
    ..."reviewsEntries reviewVersion evaluationStages evaluationVersion".split(" "),
  ),
  DutyTerm: owned("name", ...dated),
  Mechanism: open(...named, "description"),
  Programme: open(...named, "place", "summary"),
  PublishedFigure: open("label", "value", "unit", "note"),
  // Three lists.
  Demand: owned(...entry, "quantity", "neededFrom", "neededBy", "urgency", "beneficiary", "labelledCategory"),
  Offer: owned(...offer),
  Resource: owned(...offer),
  PublishedProject: owned(...offer),
  Category: open(...named, "code", "version", "createdAt", "updatedAt", "retiredAt"),
  ListKind: open(..."hubId list name description owners enabled place columns version updatedAt".split(" ")),
  DemandItem: owned("title", "categoryPinned", "createdAt", "updatedAt"),
  ConsolidationDecision: open("at", "by", "kind", "summary", "before", "undoneAt"),
  NeedKind: open(...named, "description", "phrases", "knowledgeVersion"),
  HelpKind: open(...named, "description", "phrases", "knowledgeVersion"),
  Match: owned(
    "state",
    "score",
    "factors",
    "weightsVersion",
    "reason",
    "declineReason",
    "amount",
    "waitsFor",
    "outcome",
    "rating",
    "version",
    "createdAt",
    "updatedAt",
  ),
  DoNotMatch: open(..."kind reason version createdAt updatedAt by byName".split(" "), ...dated),
  // Service projects. What belongs to one is seen by those who see it.
  ServiceProject: owned(..."title summary state stages rating version createdAt updatedAt".split(" ")),
  ProjectMonth: open("month", "text"),
  FormationPlan: open(..."kind form dueOn reason at by byName".split(" ")),
  Delivery: open(..."on text quantity unit at by byName".split(" ")),
  Evaluation: open(..."stage stars text at by byName enteredBecause".split(" ")),
  // Files. Seen by those who see the thing they hang on, read in the statement: no audience of their own.
  File: open("hash", "size", "mediaType", "at"),
  Attachment: open(..."name caption kind at by byName ownerId version".split(" ")),
  // Whole-list plans. A person's own draft: its pairs name needs and offers by their id, nothing leads to them.
  Plan: open(
    ..."makerId state createdAt updatedAt needCount done filter providersPerNeed fairness fairShare penalty".split(
      " ",
    ),
    ..."mostPerProvider objective greedyObjective bound proven weightsVersion tookMs solveMs failure degraded".split(
      " ",
    ),
  ),
  PlanPair: open("order", "demandId", "offerId", "score", "share", "amount", "unit", "deciding"),
  PlanGap: open("order", "demandId", "reason", "share", "facts"),
  // The rest.
  SourceRecord: open("title", "url", "licence", "programme", "file", "row"),
  ExampleRoot: open("enterprises", "seed", "today"),
  Event: open("at", "by", "byName", "from", "to", "reason", "declineReason"),
  DataVersion: open("value", "knowledgeVersion", "servingWeights", "learntVersions"),
  WeightVersion: open(
    ..."number base comparedWith evidence weights shifts createdAt by finding learntGood learntBad".split(
      " ",
    ),
    ..."origin learntNeeds heldGood heldBad heldNeeds lossBefore lossAfter orderBefore orderAfter servedAt servedBy".split(
      " ",
    ),
  ),
  Mutation: open("key", "at", "input", "result"),
  // People. An island: nothing leads from here to the rest, places are named by their id.
  Account: open(
    ..."username name email subject passwordHash mustChangePassword phone phoneHint demo state version".split(
      " ",
    ),
    ..."createdAt updatedAt lastSignInAt".split(" "),
  ),
  Grant: open("role", "placeId", "until", "createdAt"),
  Session: open("hash", "createdAt", "lastSeenAt", "endsAt", "address", "userAgent"),
  SignInGuard: open("key", "failures", "triedAt", "lastAt", "until"),
  SignInAttempt: open("hash", "nonce", "verifier", "returnTo", "until"),
  Invitation: open(
    ..."hash kind name email createdAt expiresAt usedAt usedBy invitedBy invitedById tries".split(" "),
  ),
  ApiToken: open("hash", "hint", "name", "scopes", "createdAt", "expiresAt", "lastUsedAt"),
  ShareLink: open(..."hash name path audiences placeIds openedCount createdAt expiresAt".split(" ")),
  Setting: open("value", "at", "by"),
  AuditEvent: open(
    ..."at action actorId actorName targetKind targetId before after address requestId seq prevHash hash".split(
      " ",
    ),
  ),
  Unsealed: open(
    ..."at action actorId actorName targetKind targetId before after address requestId".split(" "),
  ),
  AuditChain: open("seq", "hash", "sealedAt"),
  // Files on their way in. An island too: of the account that sent them, and no part of the picture.
  Import: open(
    ..."by kind state fileName fileHash sheet together headers notes mapping choices rowCount createdAt updatedAt".split(
      " ",
    ),
  ),
  ImportBatch: open(..."order state rows outcomes accepted merged rejected updated".split(" ")),
  ImportMapping: open("key", "mapping", "by", "updatedAt"),
  Migration: open("name", "checksum", "appliedAt"),
  MigrationLock: open("name", "holder", "attempts", "until"),
  // Steer the service itself; a backup leaves them out.
  WriteGate: open("closed", "by", "until", "attempts"),
  RestoreMark: open("archive", "startedAt"),
};

type Ends = readonly [from: string, type: string, to: string];
const each = (from: string, type: string, to: string): Ends[] =>
  from.split("|").flatMap((start) => to.split("|").map((end): Ends => [start, type, end]));

const owners = "Enterprise|PartyOrganization|Department";
const offers = "Offer|Resource|PublishedProject";

/** Every relationship, from subject to object. */
export const relationships: readonly Ends[] = [
  ...each("ChainPosition", "PART_OF_CHAIN", "IndustryChain"),
  ...each("ChainPosition", "FEEDS", "ChainPosition"),
  ...each("Product", "KIND_OF", "Product"),
  ...each("Product", "INPUT_TO", "Product"),
  ...each("Product", "BELONGS_AT", "ChainPosition"),
  ...each("Product|Enterprise", "IN_INDUSTRY", "Industry"),
  ...each("Enterprise", "OCCUPIES", "ChainPosition"),
  ...each("Enterprise", "PRODUCES", "Product"),
  ...each("Enterprise", "CONSUMES", "Product"),
  ...each("Enterprise", "LOCATED_IN", "Park"),
  ...each("Enterprise", "SUPPLIES", "Enterprise"),
  ...each("Enterprise", "PAID", "Enterprise"),
  ...each("Park|District", "WITHIN", "District"),
  ...each("PartyOrganization", "SUBORDINATE_TO", "PartyOrganization"),
  ...each("PartyOrganization", "COVERS", "Enterprise"),
  ...each("MergedEntry", "MERGED_INTO", "Enterprise|PartyOrganization|MergedEntry"),
  ...each("ServiceTeam|ServiceStation", "SERVES", "Alliance"),
  ...each("ServiceTeam", "STAFFED_BY", "Department"),
  ...each("TeamMember", "BELONGS_TO_TEAM", "ServiceTeam"),
  ...each("Alliance", "PART_OF_ALLIANCE", "Alliance"),
  ...each("Alliance", "FOR_CHAIN", "IndustryChain"),
  ...each("PartyOrganization", "MEMBER_OF", "Alliance"),
  ...each("PartyOrganization|Enterprise", "OBSERVES", "Alliance"),
  ...each("Person", "LEADS_ALLIANCE", "Alliance"),
  ...each("Person", "STATIONED_AT", "Alliance"),
  ...each("Person", "SECRETARY_OF", "PartyOrganization"),
  ...each("DutyTerm", "DUTY_IN", "Alliance"),
  ...each("DutyTerm", "HELD_BY", "PartyOrganization"),
  ...each("Mechanism|Alliance|PartyOrganization", "PRACTISED_BY", "Programme"),
  ...each(
    "Alliance|PartyOrganization|Enterprise|Mechanism|Demand|ServiceTeam",
    "PART_OF_PROGRAMME",
    "Programme",
  ),
  ...each(`${offers}|ServiceStation|DutyTerm|Person|Department`, "PART_OF_PROGRAMME", "Programme"),
  ...each("PublishedFigure", "FIGURE_OF", "Programme"),
  ...each("Demand", "RAISED_BY", owners),
  ...each(`Demand|DemandItem|${offers}`, "IN_CATEGORY", "Category"),
  ...each("Demand", "CONSOLIDATED_INTO", "DemandItem"),
  ...each("ConsolidationDecision", "DECIDED_IN", "Alliance"),
  ...each("Demand", "WANTS", "Product"),
  ...each("Demand", "SELLS", "Product"),
  ...each(`Demand|DemandItem|ServiceProject|${offers}`, "FOR_ALLIANCE", "Alliance"),
  ...each(offers, "OFFERED_BY", owners),
  ...each(offers, "PROVIDES", "Product"),
  ...each(offers, "BUYS", "Product"),
  ...each("Category", "KIND_OF", "Category"),
  ...each("NeedKind", "SOLVED_BY", "HelpKind"),
  ...each("Match", "ANSWERS_DEMAND", "Demand"),
  ...each("Match", "WITH_OFFER", offers),
  ...each("DoNotMatch", "BARS", owners),
  ...each("DoNotMatch", "ASKED_BY", owners),
  ...each("WeightVersion", "LEARNT_FROM", "Match"),
  ...each("Match", "LED_TO", "ServiceProject"),
  ...each("ServiceProject", "CARRIED_OUT_BY", "ServiceTeam"),
  ...each("ProjectMonth", "PLANNED_IN", "ServiceProject"),
  ...each("FormationPlan", "PLANS_FOR", "Enterprise"),
  ...each("Delivery", "DELIVERED_FOR", "ServiceProject"),
  ...each("Evaluation", "EVALUATES", "ServiceProject"),
  ...each("Attachment", "OF_FILE", "File"),
  ...each(
    "Attachment",
    "ATTACHED_TO",
    `Enterprise|PartyOrganization|Demand|${offers}|ServiceProject|Delivery|Evaluation`,
  ),
  ...each("Plan", "HOLDS_PAIR", "PlanPair"),
  ...each("Plan", "HOLDS_GAP", "PlanGap"),
  ...each("Account", "HOLDS", "Grant"),
  ...each("Invitation", "PROMISES", "Grant"),
  ...each("Invitation", "RESETS", "Account"),
  ...each("Session|ApiToken", "OF_ACCOUNT", "Account"),
  ...each("Session", "OPENED", "ShareLink"),
  ...each("ShareLink", "MADE_BY", "Account"),
  ...each("ImportBatch", "PART_OF_IMPORT", "Import"),
  ...each("Event", "HAPPENED_TO", `Demand|${offers}|Match|DoNotMatch|ServiceProject|WeightVersion`),
];

/** Any kind of thing may have these. */
export const ofAnything = { EXAMPLE_OF: "ExampleRoot", FROM_SOURCE: "SourceRecord" } as const;

export const relationshipProperties: readonly string[] = [
  ...dated,
  ..."role mode product productId costShare quantity evidence on amountFen weight recordedAt knowledgeVersion pinned rank heldBack good importance because rating".split(
    " ",
  ),
];
