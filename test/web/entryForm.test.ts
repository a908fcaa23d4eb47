import { describe, expect, test } from "vitest";
import { attemptFor, dropDraft, readDraft, writeDraft } from "../../web/src/lists/draft.ts";
import type { DemandInFull } from "../../web/src/lists/entry.ts";
import { readView, toFilter } from "../../web/src/lists/filters.ts";
import { demandFields, demandValues, fieldOfPath } from "../../web/src/lists/formValues.ts";
import { demandProblems, offerProblems } from "../../web/src/lists/rules.ts";

/** What a browser's local storage does, in memory. */
function storage() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

describe("checking before the server does", () => {
  test("a need wants a text, a positive amount and a window the right way round", () => {
    expect(Object.keys(demandProblems({}))).toEqual(["text"]);
    expect(demandProblems({ text: "招工" })).toEqual({});
    const wrong = { text: " ", quantity: 0, neededFrom: "2026-12-01", neededBy: "2026-11-01" };
    expect(Object.keys(demandProblems(wrong))).toEqual(["text", "quantity", "neededBy"]);
    expect(demandProblems({ text: "长".repeat(5000) })).toEqual({});
    expect(demandProblems({ text: "长".repeat(5001) }).text).toContain("5001");
  });

  test("an offer likewise", () => {
    const wrong = {
      text: "教室",
      capacity: -1,
      availableFrom: "2026-12-01",
      availableUntil: "2026-11-01",
      serviceRadiusKm: 0,
    };
    expect(Object.keys(offerProblems(wrong))).toEqual(["capacity", "availableUntil", "serviceRadiusKm"]);
  });

  test("an error of the contract finds its field", () => {
    expect(fieldOfPath(["input", "fields", "neededBy"])).toBe("neededBy");
    expect(fieldOfPath(["input", "fields", "raisedById"])).toBe("owner");
    expect(fieldOfPath(["input"])).toBeUndefined();
    expect(fieldOfPath([])).toBeUndefined();
  });

  test("what is empty is not sent", () => {
    const fields = demandFields({ text: " 招工 ", title: " ", owner: { value: "id", label: "某厂" } });
    expect(fields).toMatchObject({ text: "招工", raisedById: "id" });
    expect(JSON.parse(JSON.stringify(fields))).not.toHaveProperty("title");
  });
});

describe("editing", () => {
  const stored: DemandInFull = {
    id: "d",
    mayEdit: true,
    mayReview: false,
    visibility: "public",
    returnReason: null,
    title: "外协",
    text: "需要外协加工",
    state: "published",
    category: null,
    beneficiary: "enterprise",
    quantity: 3,
    unit: "吨",
    neededFrom: "2026-11-01",
    neededBy: "2026-12-01",
    urgency: "urgent",
    raisedBy: { __typename: "Enterprise", id: "e", name: "某厂" },
    alliance: null,
    wants: [{ id: "p", name: "轴承", example: true }],
    sells: [],
    location: { longitude: 106.05, latitude: -29.8 },
    example: false,
    version: 2,
    updatedAt: null,
    source: null,
  };

  test("loses nothing that the form did not touch", () => {
    expect(demandFields(demandValues(stored))).toEqual({
      text: "需要外协加工",
      title: "外协",
      categoryId: undefined,
      quantity: 3,
      unit: "吨",
      neededFrom: "2026-11-01",
      neededBy: "2026-12-01",
      urgency: "urgent",
      beneficiary: "enterprise",
      raisedById: "e",
      allianceId: undefined,
      wantsProductIds: ["p"],
      sellsProductIds: undefined,
      location: { longitude: 106.05, latitude: -29.8 },
      visibility: "public",
    });
  });

  test("that seeks a buyer goes on selling", () => {
    const selling = { ...stored, wants: [], sells: stored.wants };
    expect(demandFields(demandValues(selling))).toMatchObject({
      wantsProductIds: undefined,
      sellsProductIds: ["p"],
    });
  });
});

describe("drafts", () => {
  test("are kept, read back and dropped", () => {
    const store = storage();
    writeDraft(store, "demand.new", { values: { text: "招工" }, savedAt: 1 });
    expect(readDraft(store, "demand.new")?.values).toEqual({ text: "招工" });
    dropDraft(store, "demand.new");
    expect(readDraft(store, "demand.new")).toBeUndefined();
  });

  test("that cannot be read are no draft", () => {
    const store = storage();
    store.setItem("lianmeng.draft.x", "{not json");
    expect(readDraft(store, "x")).toBeUndefined();
  });

  test("a second try of the same content carries the same key, a changed one another", () => {
    const first = attemptFor(undefined, "a");
    expect(attemptFor(first, "a").id).toBe(first.id);
    expect(attemptFor(first, "b").id).not.toBe(first.id);
  });
});

describe("the address of the lists", () => {
  test("shows open needs when it says nothing, and ignores what it does not know", () => {
    const view = readView(new URLSearchParams("tab=nonsense&state=odd"));
    expect(view).toMatchObject({ tab: "demands", state: "published", origin: "all", order: "newest" });
    expect(toFilter(view)).toEqual({ states: ["published"] });
  });

  test("becomes the contract's filter", () => {
    const view = readView(
      new URLSearchParams("tab=projects&q=培训&state=all&origin=public&category=c&alliance=a"),
    );
    expect(toFilter(view)).toEqual({
      text: "培训",
      kind: "project",
      example: false,
      categoryId: "c",
      allianceId: "a",
    });
  });
});
