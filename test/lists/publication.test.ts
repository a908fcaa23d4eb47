import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  audienceOf,
  type PublishingRule,
  publication,
  visibilityOf,
} from "../../server/lists/publication.ts";
import type { EntryState } from "../../server/lists/queries.ts";
import { type EntryStep, nextState, stateAfter, unpublished } from "../../server/lists/states.ts";

const states: EntryState[] = ["draft", "pendingReview", "published", "returned", "withdrawn", "expired"];
const steps: EntryStep[] = ["keepDraft", "save", "approve", "return", "withdraw", "republish"];

const aState = fc.constantFrom(...states);
const aStep = fc.constantFrom(...steps);
const someId = fc.constantFrom("x", "y", null);
const aRule: fc.Arbitrary<PublishingRule> = fc.record({
  ownerId: someId,
  allianceId: someId,
  hubId: someId,
  reviewers: fc.uniqueArray(fc.record({ id: fc.constantFrom("a", "b", "x", "y"), reviews: fc.boolean() }), {
    selector: ({ id }) => id,
  }),
  usualAudience: fc.constantFrom("public", "hub:h", "alliance:a"),
});
const visibilities = ["organization", "alliance", "hub", "public"] as const;

/** The edges as the field guide and the brief of the page have them, written down by hand. */
const edges: Record<EntryState | "new", string[]> = {
  new: ["draft", "pendingReview", "published"],
  draft: ["draft", "pendingReview", "published", "withdrawn"],
  pendingReview: ["draft", "pendingReview", "published", "returned", "withdrawn"],
  returned: ["draft", "pendingReview", "published", "withdrawn"],
  published: ["pendingReview", "published", "withdrawn"],
  expired: ["pendingReview", "published", "withdrawn"],
  withdrawn: ["draft", "pendingReview", "published", "returned"],
};

describe("the states of an entry", () => {
  it("move along the allowed edges only, and along each of them", () => {
    const walked = new Set<string>();
    for (const from of [null, ...states])
      for (const step of steps)
        for (const reviewed of [true, false])
          for (const withdrawnFrom of [null, ...states]) {
            const to = stateAfter(from, step, { reviewed, withdrawnFrom });
            if (to) walked.add(`${from ?? "new"} ${to}`);
          }
    const allowed = Object.entries(edges).flatMap(([from, ends]) => ends.map((to) => `${from} ${to}`));
    expect([...walked].sort()).toEqual(allowed.sort());
  });

  it("never reach publication past a reviewer", () => {
    fc.assert(
      fc.property(fc.array(aStep, { maxLength: 12 }), (path) => {
        let state: EntryState | null = null;
        let withdrawnFrom: EntryState | null = null;
        let approved = false;
        for (const step of path) {
          const to: EntryState | undefined = stateAfter(state, step, { reviewed: true, withdrawnFrom });
          if (!to) continue;
          withdrawnFrom = step === "withdraw" ? state : null;
          if (step === "save") approved = false;
          if (step === "approve") approved = true;
          state = to;
          if (state === "published") expect(approved).toBe(true);
        }
      }),
    );
  });

  it("say in a sentence why a step is not there", () => {
    expect(() => nextState("withdrawn", "approve")).toThrow("不能通过审核");
    expect(() => nextState("published", "keepDraft")).toThrow("请先撤回");
  });
});

describe("who sees what is saved", () => {
  const wishes = fc.record({
    visibility: fc.constantFrom(null, ...visibilities),
    kept: fc.constantFrom(null, "org:x", "alliance:b"),
    draft: fc.boolean(),
    from: fc.option(aState),
    mayReview: fc.subarray(["a", "b", "x", "y"]).map((mine) => (id: string) => mine.includes(id)),
  });
  const tried = (rule: PublishingRule, wish: Parameters<typeof publication>[1]) => {
    try {
      return publication(rule, wish);
    } catch {
      return undefined;
    }
  };

  it("is the owner's organisation and the reviewers until it is published, and then whom it was meant for", () => {
    fc.assert(
      fc.property(aRule, wishes, (rule, wish) => {
        const result = tried(rule, wish);
        if (!result) return;
        if (!unpublished.has(result.state)) {
          expect(result).toMatchObject({ publishTo: null, reviewedIn: null });
          return;
        }
        expect(result.audience).toMatch(rule.ownerId ? /^org:./ : /^(review:.|org:$)/);
        expect(result.publishTo).not.toBeNull();
        const reviewers = rule.reviewers.map(({ id }) => `review:${id}`);
        if (result.reviewedIn !== null) expect(reviewers).toContain(result.reviewedIn);
        else expect(reviewers).toEqual([]);
      }),
    );
  });

  it("waits for a review exactly where the alliance reviews what others are to see", () => {
    fc.assert(
      fc.property(aRule, wishes, (rule, wish) => {
        const result = tried(rule, { ...wish, draft: false });
        if (!result) return;
        const target = result.publishTo ?? result.audience;
        const asked = rule.reviewers.filter(({ id }) => target === `alliance:${id}`);
        const all = asked.length > 0 ? asked : rule.reviewers;
        const missing = all.filter(({ id, reviews }) => reviews && !wish.mayReview(id)).map(({ id }) => id);
        expect(result.state === "pendingReview").toBe(missing.length > 0 && !target.startsWith("org:"));
        if (result.state === "pendingReview") expect(result.reviewedIn).toBe(`review:${missing[0]}`);
      }),
    );
  });

  it("is read back as it was chosen", () => {
    const rule = {
      ownerId: "o",
      allianceId: "a",
      hubId: "h",
      reviewers: [],
      usualAudience: "public",
    };
    for (const visibility of visibilities)
      expect(visibilityOf(audienceOf(rule, visibility))).toBe(visibility);
    expect(() => audienceOf({ ...rule, hubId: null }, "hub")).toThrow("总联盟");
  });
});
