import type { ApiContext } from "../api/context.ts";
import { filterText } from "../api/filterText.ts";
import { optionalId } from "../api/ids.ts";
import { type Connection, type PageArgs, readPage, toConnection } from "../api/page.ts";
import type { OrganizationFilter } from "../generated/resolvers.ts";
import { listOrganizations, type OrganizationParent } from "./queries.ts";

/** A page of party organisations that pass the filter, by pinyin. One statement. */
export async function findOrganizations(
  context: ApiContext,
  filter: OrganizationFilter | null | undefined,
  args: PageArgs,
): Promise<Connection<OrganizationParent>> {
  const page = readPage(args, 50);
  const [row] = await context.run(listOrganizations, {
    today: context.today,
    text: filterText(filter?.text, "filter", "text"),
    kind: filter?.kind ?? null,
    allianceId: optionalId(filter?.allianceId, "filter", "allianceId"),
    example: filter?.example ?? null,
    ...page,
  });
  return toConnection(row, page);
}
