import type { CodegenConfig } from "@graphql-codegen/cli";

const scalars = {
  Day: "string",
  Instant: "string",
  ID: { input: "string", output: "string" },
};

const config: CodegenConfig = {
  schema: "server/*/schema.graphql",
  documents: "web/src/**/*.{ts,tsx}",
  ignoreNoDocuments: true,
  silent: true,
  generates: {
    "server/generated/resolvers.ts": {
      plugins: ["typescript", "typescript-resolvers"],
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        skipTypename: true,
        useIndexSignature: false,
        defaultScalarType: "unknown",
        scalars,
        contextType: "../api/context.ts#ApiContext",
        // What a type's resolvers get as their parent: the row of the statement that found it.
        mappers: {
          Node: "../api/module.ts#NodeParent",
          Me: "../access/access.ts#Access",
          Account: "../identity/queries.ts#AccountRow",
          HeldRole: "../identity/grants.ts#GrantParent",
          Invitation: "../identity/invitations.ts#InvitationParent",
          IndustryChain: "../chain/queries.ts#ChainRow",
          ChainPosition: "../chain/queries.ts#PositionRow",
          Product: "../chain/queries.ts#ProductParent",
          Enterprise: "../chain/queries.ts#EnterpriseParent",
          PartyOrganization: "../party/queries.ts#OrganizationParent",
          Coverage: "../party/queries.ts#CoverageRow",
          Alliance: "../alliance/queries.ts#AllianceParent",
          Membership: "../alliance/queries.ts#MembershipParent",
          Programme: "../alliance/queries.ts#ProgrammeParent",
          PublishedFigure: "../alliance/queries.ts#FigureRow",
          Demand: "../lists/queries.ts#DemandRow",
          Offer: "../lists/queries.ts#OfferRow",
          EndingEntry: "../lists/queries.ts#EndingRow",
          Category: "../lists/queries.ts#CategoryParent",
          Department: "../lists/queries.ts#DepartmentRow",
          Import: "../imports/queries.ts#ImportRecord",
          Bundle: "../matching/matchList.ts#BundleRow",
          BundlePart: "../matching/matchList.ts#BundlePartRow",
          MatchResult: "../matching/matchList.ts#MatchRow",
          WeightVersion: "../matching/weightVersions.ts#ShownVersion",
          NewEntry: "../matching/live.ts#NewEntryRow",
          LearntFeedback: "../matching/weightQueries.ts#LearntFeedbackRow",
          SupplyPartner: "../supply/queries.ts#FirmRow",
          UpstreamProduct: "../supply/queries.ts#UpstreamRow",
          AssignmentPlan: "../assignment/queries.ts#PlanRow",
          PlanPair: "../assignment/queries.ts#PairRow",
          PlanGap: "../assignment/queries.ts#GapRow",
          Consolidation: "../consolidation/read.ts#ConsolidationRow",
          DemandItem: "../consolidation/queries.ts#ItemRow",
          ServiceProject: "../projects/queries.ts#ProjectRow",
          PlannedStep: "../projects/queries.ts#PlannedRow",
          ServiceTeamView: "../projects/queries.ts#TeamRow",
          Attachment: "../files/queries.ts#AttachmentRow",
          BackupArchive: "../backup/lastBackup.ts#BackupFile",
        },
      },
    },
    "web/src/generated/": {
      preset: "client",
      // Every document by its hash, for the server: outside the demo mode it runs these and no others.
      presetConfig: { fragmentMasking: false, persistedDocuments: true },
      config: {
        documentMode: "string",
        enumsAsTypes: true,
        useTypeImports: true,
        defaultScalarType: "unknown",
        scalars: { ...scalars, ID: "string" },
      },
    },
  },
};

export default config;
