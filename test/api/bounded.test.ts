import {
  buildASTSchema,
  type GraphQLField,
  getNamedType,
  isCompositeType,
  isObjectType,
  parse,
} from "graphql";
import { describe, expect, it } from "vitest";
import { apiSchema } from "../../server/api/graphql.ts";
import { modules } from "../../server/modules.ts";

/** Lists of objects that take no `first`, each with what bounds it. */
const boundedOtherwise: Readonly<Record<string, string>> = {
  "Query.nodes": "as many as the ids asked for, at most 200",
  "Query.neighbourCounts": "one a kind of relationship, direction and kind of node",
  "Query.roles": "the table of roles",
  "Query.sessions": "one account's, which end by themselves",
  "Query.apiTokens": "one account's, which end by themselves",
  "Query.shareLinks": "one account's, which end by themselves",
  "Query.invitations": "those still open, which end after at most 30 days",
  "DemoMode.roles": "the table of roles",
  "Me.roles": "one account's grants",
  "Account.grants": "one account's grants",
  "Invitation.grants": "what one invitation promises",
  "InvitationView.roles": "what one invitation promises",
  "ShareLink.places": "what one link names",
  "Demand.sells": "at most 50 are accepted",
  "Demand.wants": "at most 50 are accepted",
  "Offer.buys": "at most 50 are accepted",
  "Offer.provides": "at most 50 are accepted",
  "TradeEdge.goods": "the newest 50 of goodsCount",
  "Subgraph.nodes": "the `first` of the field that brings it, at most 2,000, with `omitted`",
  "Subgraph.edges": "those among the nodes",
  "MatchResult.factors": "the table of factors",
  "MatchResult.deciding": "at most 3",
  "NewEntries.newest": "at most 10, as many as the subscription asked for",
  "MatchList.results": "the `first` of the field that brings it, and 20 declined",
  "Query.today": "one a kind of what waits",
  "TodayGroup.items": "at most 50, as many as were asked for of a kind",
  "Query.gapScopes": "at most 200",
  "Gap.evidence": "one a reason, of eight",
  "GapNeeds.nodes": "the `first` of the field that brings it, of totalCount",
  "GapCandidates.nodes": "the `first` of the field that brings it, of totalCount",
  "Query.coverageTrend": "one a month, at most 36, and today",
  "RegisteredEnterprise.positions": "at most 200 are accepted",
  "RegisteredOrganization.covers": "at most 200 are accepted",
  "RegisteredOrganization.secretaries": "the latest 200",
  "RegisteredAlliance.posts": "the latest 200",
  "Query.likelySame": "at most 5",
  "MergeSide.fields": "one of each field that a kind of entry has",
  "MergeSide.holds": "one of each kind of thing that hangs on an entry",
  "Query.parks": "at most 200",
  "Bundle.parts": "four resources",
  "MatchList.excluded": "the table of hard rules",
  "ContactReminders.nodes": "the `first` of the field that brings it, at most 200, of totalCount",
  "Query.matchFactors": "the table of factors",
  "WeightVersion.weights": "the table of factors",
  "WeightVersion.shifts": "the SOLVED_BY of the knowledge",
  "PublishingChoices.circles": "the table of circles",
  "StepEntriesPayload.refused": "as many as the entries asked for, at most 200",
  "Query.listKinds": "the three lists",
  "Query.imports": "one account's latest 20",
  "Import.columns": "a file has at most 100",
  "Import.together": "a workbook has at most 50 sheets",
  "Import.fields": "the table of a kind's columns",
  "ImportPreview.doubtful": "at most 100",
  "ImportPreview.suggestions": "at most 30",
  "ImportPreview.problems": "at most 50",
  "ImportPreview.differences": "at most 50",
  "ImportRow.changes": "the table of a kind's columns",
  "ImportPreview.sample": "at most 10",
  "DoubtfulName.candidates": "at most 5",
  "InstallationStatus.slowest": "at most 10",
  "DemandItem.firstNeeds": "at most 3",
  "EndingEntries.nodes": "the `first` of the field that brings it, with `totalCount`",
  "Query.plans": "one's own latest 20",
  "AssignmentPlan.gaps": "the table of reasons",
  "PlanPairPage.nodes": "the `first` of the field that brings it, at most 200",
  "PlanGapPage.nodes": "the `first` of the field that brings it, at most 200",
  "PlanPair.deciding": "at most 3",
  "AcceptPlanPairsPayload.pairs": "as many as the ids asked for",
  "SupplyPartners.nodes": "the `first` of the field that brings it, at most 100, with `totalCount`",
  "UpstreamProducts.nodes": "the `first` of the field that brings it, at most 100, with `totalCount`",
  "SupplyPartner.products": "a way of at most four products",
  "UpstreamProduct.products": "a way of at most three products",
  "ServiceProject.needs": "at most 30",
  "ServiceProject.providers": "at most 30",
  "ServiceProject.months": "at most 24 are accepted",
  "ServiceProject.deliveries": "the newest 200 of deliveryCount",
  "MembershipCase.events": "the newest 200",
  "MembershipCase.openMatters": "at most 200",
  "MembershipCase.steps": "the table of steps",
  "ServiceProject.events": "the newest 200",
  "ServiceProject.evaluations": "one a stage",
  "ServiceProject.steps": "the table of steps",
  "ProjectFigures.states": "one a state",
  "ProjectYear.steps": "the `first` of the field that brings it, with `totalCount`",
  "ServiceTeamView.departments": "at most 50",
  "ServiceTeamView.members": "at most 100",
  "ServiceTeams.nodes": "the `first` of the field that brings it, with `totalCount`",
  "DatabaseStatus.kinds": "the labels of the model",
};

/** Lists with `first` and no number beside them: they bring the best of what was asked, not all there is. */
const bestOnly: Readonly<Record<string, string>> = {
  "Query.search": "the nearest of what was typed",
  "Query.similarDemands": "the most alike, at most 10",
  "Query.similarOffers": "the most alike, at most 10",
  "Query.suggestCategories": "the likeliest few",
  "Query.auditActors": "the latest of a name",
};

const isList = ({ type }: GraphQLField<unknown, unknown>): boolean => `${type}`.includes("[");

/** Fields that bring a list of objects without saying how many, as `Type.field`. */
function unbounded(schema: ReturnType<typeof apiSchema>): string[] {
  const found: string[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    const fields = Object.values(type.getFields());
    // Pages are cut where the connection is asked for.
    if (type.name.endsWith("Connection") && "pageInfo" in type.getFields()) continue;
    for (const field of fields)
      if (
        isList(field) &&
        isCompositeType(getNamedType(field.type)) &&
        !field.args.some(({ name }) => name === "first")
      )
        found.push(`${type.name}.${field.name}`);
  }
  return found;
}

/** `chains` is counted by `chainCount`, `categories` by `categoryCount`. */
const countOf = (list: string): string =>
  `${list
    .replace(/ies$/, "y")
    .replace(/children$/, "child")
    .replace(/s$/, "")}Count`;

/** Lists of objects with `first` whose number is not told beside them, as `Type.field`. */
function uncounted(schema: ReturnType<typeof apiSchema>): string[] {
  const found: string[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    const fields = type.getFields();
    for (const field of Object.values(fields)) {
      const sized = isList(field) && field.args.some(({ name }) => name === "first");
      const told = fields[countOf(field.name)] ?? fields.totalCount;
      if (sized && isCompositeType(getNamedType(field.type)) && `${told?.type}` !== "Int!")
        found.push(`${type.name}.${field.name}`);
    }
  }
  return found;
}

describe("every list of the API", () => {
  it("takes `first`, is a connection, or is bounded for a reason that is written down", () => {
    expect(unbounded(apiSchema(modules)).sort()).toEqual(Object.keys(boundedOtherwise).sort());
  });

  it("that is cut by `first` says how many there are in all, narrowed alike, unless it brings the best", () => {
    const schema = apiSchema(modules);
    expect(uncounted(schema).sort()).toEqual(Object.keys(bestOnly).sort());
    const { alliances, allianceCount } = schema.getQueryType()?.getFields() ?? {};
    const narrowing = (field: typeof alliances) => field?.args.filter(({ name }) => name !== "first");
    expect(narrowing(allianceCount)?.map(String)).toEqual(narrowing(alliances)?.map(String));
    const open =
      "type Query { a(first: Int): [Thing!]! b(first: Int): [Thing!]! bCount: Int! } type Thing { id: ID! }";
    expect(uncounted(buildASTSchema(parse(open)))).toEqual(["Query.a"]);
  });

  it("is found by this test when it is not", () => {
    const open = "type Query { a: [Thing!]! b(first: Int): [Thing!]! c: [Int!] } type Thing { id: ID! }";
    expect(unbounded(buildASTSchema(parse(open)))).toEqual(["Query.a"]);
  });

  it("that is a connection says how many there are in all, and every field of one takes a page", () => {
    const types = Object.values(apiSchema(modules).getTypeMap()).filter(isObjectType);
    const connections = types.filter(({ name }) => name.endsWith("Connection"));
    expect(connections.length).toBeGreaterThan(8);
    for (const connection of connections)
      expect(Object.keys(connection.getFields()), connection.name).toEqual(
        expect.arrayContaining(["nodes", "pageInfo", "totalCount"]),
      );
    for (const type of types)
      for (const field of Object.values(type.getFields()))
        if (connections.some(({ name }) => name === getNamedType(field.type).name))
          expect(
            field.args.map(({ name }) => name),
            `${type.name}.${field.name}`,
          ).toEqual(expect.arrayContaining(["first", "after"]));
  });
});
