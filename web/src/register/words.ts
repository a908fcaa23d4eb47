import type { PositionRole, Post } from "../generated/graphql.ts";

/** Posts as the field calls them. */
export const posts: Record<Post, string> = {
  chainLead: "包链领导",
  stationedInstructor: "驻链指导员",
  secretary: "书记",
};

export const positionRoles: Record<PositionRole, string> = {
  lead: "链主",
  core: "核心",
  supporting: "配套",
};

/** Queries that show what the register keeps: read anew after a change. */
export const registerQueries = [
  "RegisterFirms",
  "RegisterOrganizations",
  "RegisteredEnterprise",
  "RegisteredOrganization",
  "RegisteredAlliance",
  "RegisteredMemberships",
  "MayRegister",
  "Links",
  "Facts",
  "AllianceGraph",
  "Opening",
  "Coverage",
  "CoveragePlaces",
  "CoverageFirms",
  "Elections",
];
