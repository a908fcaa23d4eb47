import type { GraphQLResolveInfo } from "graphql";
import type { ApiContext } from "../api/context.ts";
import { selectsOnly } from "../api/references.ts";
import { enterpriseById } from "../chain/loaders.ts";
import { organizationById } from "../party/loaders.ts";
import { departmentById } from "./loaders.ts";
import type { OwnerReference } from "./queries.ts";

const ownerLoaders = {
  Enterprise: enterpriseById,
  PartyOrganization: organizationById,
  Department: departmentById,
};

const named: ReadonlySet<string> = new Set(["id", "name", "__typename"]);

/** The owner that a row names; loaded only where more than its name is asked for. */
export const ownerOf = (owner: OwnerReference | null, context: ApiContext, info: GraphQLResolveInfo) => {
  if (!owner || selectsOnly(info, named)) return owner;
  return ownerLoaders[owner.__typename].load(context, owner.id);
};
