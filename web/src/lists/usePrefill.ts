import { useQueryClient } from "@tanstack/react-query";
import type { FormInstance } from "antd";
import { send } from "../graphql/client.ts";
import { choicesDocument } from "./documents.ts";
import { ownerDocument } from "./formDocuments.ts";

/** Fills in the alliance of a chosen unit where none was chosen; a chain alliance before the hub. */
export function usePrefill(form: FormInstance): (ownerId: string | undefined) => void {
  const cache = useQueryClient();
  return (ownerId) => {
    if (!ownerId || form.getFieldValue("alliance")) return;
    void cache
      .fetchQuery({
        queryKey: ["OwnerAlliances", ownerId],
        queryFn: () => send(ownerDocument, { id: ownerId }),
      })
      .then(async ({ node }) => {
        const memberships =
          node?.__typename === "Enterprise"
            ? (node.coveredBy?.memberships ?? [])
            : node?.__typename === "PartyOrganization"
              ? node.memberships
              : [];
        const alliance = (memberships.find((m) => m.alliance.kind !== "hub") ?? memberships[0])?.alliance;
        if (!alliance || form.getFieldValue("alliance")) return;
        const { alliances } = await cache.fetchQuery({
          queryKey: ["EntryChoices", {}],
          queryFn: () => send(choicesDocument, {}),
        });
        const known = alliances.find(({ id }) => id === alliance.id);
        if (known) form.setFieldValue("alliance", { value: known.id, label: known.shortName ?? known.name });
      })
      // A convenience only: without it the field stays empty and can be chosen.
      .catch(() => undefined);
  };
}
