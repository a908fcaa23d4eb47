import type { EntryFilter, EntryOrder, EntryState } from "../generated/graphql.ts";

export type ListTab = "demands" | "resources" | "projects";

/** What the address of the lists page says; every value is optional there. */
export interface ListView {
  tab: ListTab;
  text: string;
  categoryId: string;
  state: EntryState | "all";
  allianceId: string;
  origin: "all" | "example" | "public";
  order: EntryOrder;
}

const tabs: readonly ListTab[] = ["demands", "resources", "projects"];
const states: readonly string[] = [
  "draft",
  "pendingReview",
  "published",
  "returned",
  "withdrawn",
  "expired",
  "all",
];

/** Reads the view from the address; unknown values fall back to the open, newest entries. */
export function readView(params: URLSearchParams): ListView {
  const pick = <T extends string>(key: string, allowed: readonly string[], otherwise: T): T => {
    const value = params.get(key);
    return value !== null && allowed.includes(value) ? (value as T) : otherwise;
  };
  return {
    tab: pick("tab", tabs, "demands"),
    text: params.get("q") ?? "",
    categoryId: params.get("category") ?? "",
    state: pick<ListView["state"]>("state", states, "published"),
    allianceId: params.get("alliance") ?? "",
    origin: pick<ListView["origin"]>("origin", ["all", "example", "public"], "all"),
    order: pick<EntryOrder>("order", ["newest", "soonest"], "newest"),
  };
}

/** The contract's filter for a view. */
export function toFilter(view: ListView): EntryFilter {
  return {
    ...(view.text ? { text: view.text } : {}),
    ...(view.categoryId ? { categoryId: view.categoryId } : {}),
    ...(view.state === "all" ? {} : { states: [view.state] }),
    ...(view.allianceId ? { allianceId: view.allianceId } : {}),
    ...(view.origin === "all" ? {} : { example: view.origin === "example" }),
    ...(view.tab === "demands" ? {} : { kind: view.tab === "projects" ? "project" : "resource" }),
  };
}

/** Whether anything but the tab and the order narrows the list. */
export const isNarrowed = (view: ListView): boolean =>
  Boolean(
    view.text || view.categoryId || view.allianceId || view.origin !== "all" || view.state !== "published",
  );
