const inOrder = [
  "identity",
  "chain",
  "supply",
  "party",
  "alliance",
  "lists",
  "register",
  "merging",
  "coverage",
  "imports",
  "exports",
  "barring",
  "matching",
  "assignment",
  "consolidation",
  "projects",
  "exchange",
  "files",
  "investment",
  "explore",
  "today",
  "backup",
  "operations",
];
const capability = `^server/(${inOrder.join("|")})/`;
const kit = "^server/(access|graph|language|api|setup)/";

/** Capabilities may import the ones before them, never those after: a change then reaches downwards only. */
const orderOfCapabilities = inOrder.slice(0, -1).map((name, index) => ({
  name: `${name}-knows-none-after-it`,
  comment:
    "A capability imports the ones before it only, so that a change in a later one cannot break an earlier one.",
  severity: "error",
  from: { path: `^server/${name}/` },
  to: { path: `^server/(${inOrder.slice(index + 1).join("|")})/` },
}));

module.exports = {
  forbidden: [
    ...orderOfCapabilities,
    {
      name: "no-cycles",
      comment:
        "Two files that need each other are one room with a wall in it: neither can be read or changed alone.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "kits-know-no-capability",
      comment: "Kits serve every capability; one that knows a capability could not serve those before it.",
      severity: "error",
      from: { path: kit },
      // A type may name what the composition hands in.
      to: { path: capability, dependencyTypesNot: ["type-only"] },
    },
    {
      name: "only-the-graph-kit-drives-neo4j",
      comment:
        "Deadlines, retries, row checks and errors are right in one place only if nobody opens a session beside it.",
      severity: "error",
      from: { path: "^(server|seed|web)/", pathNot: "^server/graph/" },
      to: { path: "node_modules/neo4j-driver" },
    },
    {
      name: "only-the-canvas-draws-with-cytoscape",
      comment: "Pages say what to draw in plain data, so that the drawing library can change without them.",
      severity: "error",
      from: { path: "^web/", pathNot: "^web/src/canvas/" },
      to: { path: "node_modules/cytoscape" },
    },
    {
      name: "web-and-server-meet-in-the-schema",
      comment:
        "The GraphQL schema is their only contract: shared code would tie a page to the server's inside.",
      severity: "error",
      from: { path: "^web/" },
      to: { path: "^(server|seed)/" },
    },
    {
      name: "server-knows-no-page",
      comment: "The GraphQL schema is their only contract: shared code would tie the server to a page.",
      severity: "error",
      from: { path: "^(server|seed)/" },
      to: { path: "^web/" },
    },
    {
      name: "pure-logic-knows-no-graph",
      comment:
        "Scores, generators and layouts take plain values: they are tested by the thousand without a database.",
      severity: "error",
      from: {
        path: "^(server/imports/(cells|columns|recognise|names|entryDraft|registerDraft)|server/matching/(score|factors|tiers|frozenOrigin|weights|topK|dotProducts|vectorIndex)|server/assignment/(problem|greedy|programme|unfilled|solver)|server/consolidation/(consolidate|cluster|likeness|board)|server/projects/(states|evaluation)|server/files/(names|contents)|seed/generator/)",
      },
      // The calendar is plain logic too.
      to: {
        path: "^server/(graph|api|generated)/",
        pathNot: "^server/api/days",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "resolvers-call-use-cases-not-drivers",
      comment:
        "main → app → resolvers → use cases → graph: whatever imports the application from below turns the house over.",
      severity: "error",
      from: { path: "^(server/(?!main|app|modules)|seed)", pathNot: "^server/dev" },
      to: { path: "^server/(main|app|modules)\\.ts$" },
    },
    {
      name: "product-knows-no-test",
      comment: "What ships must not depend on what only developers install and run.",
      severity: "error",
      from: { path: "^(server|seed|web)/" },
      to: { path: "^test/" },
    },
    {
      name: "product-uses-no-development-packages",
      comment:
        "A package used at run time must be among the dependencies, or an installation without development packages fails.",
      severity: "error",
      from: { path: "^(server|seed|web)/" },
      to: { dependencyTypes: ["npm-dev"], pathNot: "node_modules/@types/" },
    },
    {
      name: "imports-resolve",
      comment: "An import that leads nowhere fails at run time only.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "generated/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
