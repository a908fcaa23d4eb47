import type { ListKindsQuery, OwnerKind } from "../generated/graphql.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import type { ListTab } from "./filters.ts";
import { listKindsDocument } from "./reviewDocuments.ts";

export type ListKind = ListKindsQuery["listKinds"][number];

const usualNames: Record<ListTab, string> = {
  demands: "需求清单",
  resources: "资源清单",
  projects: "服务项目清单",
};

/** What the three lists are called here; the usual names until it is known. */
export function useListNames(): Record<ListTab, string> {
  const { data } = useQueryDocument(listKindsDocument, {});
  return {
    ...usualNames,
    ...Object.fromEntries((data?.listKinds ?? []).map(({ list, name }) => [list, name])),
  };
}

const usualOrder: readonly ListTab[] = ["demands", "resources", "projects"];

/** The lists that are used here, in their order; all three until it is known. */
export function useListOrder(): readonly ListTab[] {
  const { data } = useQueryDocument(listKindsDocument, {});
  return data ? data.listKinds.filter(({ enabled }) => enabled).map(({ list }) => list) : usualOrder;
}

/** The list itself; undefined until it is known. */
export function useListKind(list: ListTab): ListKind | undefined {
  return useQueryDocument(listKindsDocument, {}).data?.listKinds.find((kind) => kind.list === list);
}

const every: OwnerKind[] = ["Enterprise", "PartyOrganization", "Department"];

/** Who may stand on a list. */
export const useOwnerKinds = (list: ListTab): OwnerKind[] => useListKind(list)?.owners ?? every;
