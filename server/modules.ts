import { allianceModule } from "./alliance/resolvers.ts";
import { baseModule } from "./api/base.ts";
import type { ApiModule } from "./api/module.ts";
import { assignmentModule } from "./assignment/resolvers.ts";
import { barringModule } from "./barring/resolvers.ts";
import { chainModule } from "./chain/resolvers.ts";
import { consolidationModule } from "./consolidation/resolvers.ts";
import { coverageModule } from "./coverage/resolvers.ts";
import { exchangeModule } from "./exchange/resolvers.ts";
import { exploreModule } from "./explore/resolvers.ts";
import { filesModule } from "./files/resolvers.ts";
import { identityModule } from "./identity/resolvers.ts";
import { importsModule } from "./imports/resolvers.ts";
import { investmentModule } from "./investment/resolvers.ts";
import { listsModule } from "./lists/resolvers.ts";
import { matchingModule } from "./matching/resolvers.ts";
import { membershipModule } from "./membership/resolvers.ts";
import { mergingModule } from "./merging/resolvers.ts";
import { operationsModule } from "./operations/resolvers.ts";
import { partyModule } from "./party/resolvers.ts";
import { projectsModule } from "./projects/resolvers.ts";
import { registerModule } from "./register/resolvers.ts";
import { supplyModule } from "./supply/resolvers.ts";
import { todayModule } from "./today/resolvers.ts";

const capabilities: readonly ApiModule[] = [
  identityModule,
  chainModule,
  supplyModule,
  partyModule,
  allianceModule,
  listsModule,
  registerModule,
  mergingModule,
  coverageModule,
  importsModule,
  barringModule,
  matchingModule,
  assignmentModule,
  consolidationModule,
  projectsModule,
  exchangeModule,
  membershipModule,
  filesModule,
  investmentModule,
  exploreModule,
  operationsModule,
];

/** All modules of the API, the base schema first, then the capabilities in the order of `docs/architecture.md`. */
export const modules: readonly ApiModule[] = [
  baseModule(capabilities),
  ...capabilities,
  todayModule(capabilities),
];
