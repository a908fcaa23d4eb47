import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  afterMerge,
  afterMove,
  afterRename,
  afterRun,
  type Board,
  differing,
  restored,
} from "../../server/consolidation/board.ts";
import { consolidate, type FoundItem } from "../../server/consolidation/consolidate.ts";
import type { NeedTraits } from "../../server/consolidation/likeness.ts";
import { coreOf } from "../../server/consolidation/needWords.ts";
import { consolidationRule as rule } from "../../server/consolidation/rule.ts";
import { loadEmbedder } from "../../server/language/embedding.ts";
import { readKnowledge } from "../../server/matching/knowledge.ts";
import { learntKnowledge } from "../../server/matching/knowledgeStore.ts";
import { bigrams } from "../../server/matching/knowledgeTerms.ts";
import { evaluateConsolidation } from "../bench/consolidationEval.ts";
import { cacheFolder } from "../support/machine.ts";
import { modelDirectory } from "../support/model.ts";
import { generatedCount, generateNeeds } from "./generateNeeds.ts";
import groups from "./needGroups.json" with { type: "json" };

const vocabulary = ["招工", "贷款", "住房", "物流", "培训", "检测", "停车"];
/** Needs of a few words, kinds and directions: near and far ones, equal ones, some without a vector. */
const traits = fc
  .array(
    fc.record({
      words: fc.uniqueArray(fc.constantFrom(...vocabulary), { maxLength: 4 }),
      kinds: fc.array(fc.float({ min: -0.25, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }),
      angle: fc.option(fc.integer({ min: 0, max: 11 })),
    }),
    { minLength: 1, maxLength: 24 },
  )
  .map((rows) =>
    rows.map(({ words, kinds, angle }, at): NeedTraits => {
      const vector =
        angle === null
          ? null
          : Float32Array.of(Math.cos((angle * Math.PI) / 6), Math.sin((angle * Math.PI) / 6));
      return { id: `need-${String(at).padStart(2, "0")}`, words, kinds: Float32Array.from(kinds), vector };
    }),
  );
const pinsFor = (needs: readonly NeedTraits[]) =>
  fc
    .array(fc.option(fc.constantFrom("a", "b", "c")), { minLength: needs.length, maxLength: needs.length })
    .map((all) => new Map(all.flatMap((pin, at) => (pin ? [[needs[at]?.id ?? "", pin] as const] : []))));
const needsAndPins = traits.chain((needs) => fc.tuple(fc.constant(needs), pinsFor(needs)));

const idsIn = (found: readonly FoundItem[]): string[] => found.flatMap(({ needIds }) => needIds).toSorted();
const ids = (needs: readonly NeedTraits[]): string[] => needs.map(({ id }) => id).toSorted();

describe("consolidating any needs", () => {
  it("loses none: each stands in exactly one item", () => {
    fc.assert(
      fc.property(needsAndPins, ([needs, pins]) => {
        expect(idsIn(consolidate(needs, rule, pins))).toEqual(ids(needs));
      }),
    );
  });

  it("gives equal items for equal needs in any order", () => {
    fc.assert(
      fc.property(
        needsAndPins.chain(([needs, pins]) =>
          fc.tuple(
            fc.constant(needs),
            fc.constant(pins),
            fc.shuffledSubarray(needs, { minLength: needs.length }),
          ),
        ),
        ([needs, pins, shuffled]) => {
          expect(consolidate(shuffled, rule, pins)).toEqual(consolidate(needs, rule, pins));
        },
      ),
    );
  });

  it("keeps what somebody put together together, and apart what they put apart", () => {
    fc.assert(
      fc.property(needsAndPins, ([needs, pins]) => {
        for (const { needIds, pin } of consolidate(needs, rule, pins))
          expect(new Set(needIds.flatMap((id) => pins.get(id) ?? []))).toEqual(
            new Set(pin === null ? [] : [pin]),
          );
        const held = consolidate(needs, rule, pins).flatMap(({ pin }) => pin ?? []);
        expect(held.toSorted()).toEqual([...new Set(pins.values())].toSorted());
      }),
    );
  });
});

const emptyBoard: Board = { items: new Map(), places: new Map() };
const ran = (needs: readonly NeedTraits[], board: Board): Board => {
  const pins = new Map([...board.places].flatMap(([id, p]) => (p.pinned ? [[id, p.itemId] as const] : [])));
  let next = 0;
  return afterRun(
    board,
    consolidate(needs, rule, pins).map((item) => ({ ...item, categoryId: null })),
    () => {
      next += 1;
      return `item-${board.items.size}-${next}`;
    },
  );
};
const grouping = ({ places }: Board): string[][] => {
  const by = new Map<string, string[]>();
  for (const [id, { itemId }] of places) by.set(itemId, [...(by.get(itemId) ?? []), id]);
  return [...by.values()]
    .map((one) => one.toSorted())
    .toSorted((a, b) => ((a[0] ?? "") < (b[0] ?? "") ? -1 : 1));
};

/** Any step on a board, chosen by numbers; null where the board has no such step. */
function step(board: Board, [kind, a, b, take]: readonly [number, number, number, number]): Board | null {
  const items = [...board.items.keys()];
  const [from, to] = [items[a % items.length], items[b % items.length]];
  if (from === undefined || to === undefined) return null;
  const members = [...board.places].flatMap(([id, { itemId }]) => (itemId === from ? [id] : []));
  const some = members.slice(0, 1 + (take % members.length));
  if (kind === 0) return from === to ? null : afterMove(board, some, from, to);
  if (kind === 1)
    return some.length === members.length
      ? null
      : afterMove(board, some, from, `split-${a}-${b}-${take}-${items.length}`);
  if (kind === 2) return from === to ? null : afterMerge(board, from, to);
  return afterRename(board, from, `名称${take}`);
}
const steps = fc.array(fc.tuple(fc.nat(3), fc.nat(50), fc.nat(50), fc.nat(50)), { maxLength: 12 });

describe("a board", () => {
  it("loses no need and keeps no empty item, whatever is done to it", () => {
    fc.assert(
      fc.property(traits, steps, (needs, todo) => {
        let board = ran(needs, emptyBoard);
        for (const one of todo) {
          board = step(board, one) ?? board;
          expect([...board.places.keys()].toSorted()).toEqual(ids(needs));
          const used = new Set([...board.places.values()].map(({ itemId }) => itemId));
          expect(new Set(board.items.keys())).toEqual(used);
        }
      }),
    );
  });

  it("is as before once every step is undone, the newest first", () => {
    fc.assert(
      fc.property(traits, steps, (needs, todo) => {
        const first = ran(needs, emptyBoard);
        let board = first;
        const undo: ReturnType<typeof differing>[] = [];
        for (const one of todo) {
          const after = step(board, one);
          if (!after) continue;
          undo.push(JSON.parse(JSON.stringify(differing(board, after))));
          board = after;
        }
        for (const part of undo.reverse()) board = restored(board, part);
        expect(new Map([...board.places].toSorted())).toEqual(new Map([...first.places].toSorted()));
        expect(new Map([...board.items].toSorted())).toEqual(new Map([...first.items].toSorted()));
      }),
    );
  });

  it("still has what was decided after a run, and a second run changes nothing", () => {
    fc.assert(
      fc.property(traits, steps, (needs, todo) => {
        let board = ran(needs, emptyBoard);
        for (const one of todo) board = step(board, one) ?? board;
        const again = ran(needs, board);
        for (const [id, place] of board.places)
          if (place.pinned)
            expect(again.places.get(id)).toMatchObject({ itemId: place.itemId, pinned: true });
        for (const [id, { title }] of again.items) expect(title).toBe(board.items.get(id)?.title ?? null);
        expect(grouping(ran(needs, again))).toEqual(grouping(again));
      }),
    );
  });
});

describe("the core of a need", () => {
  it.each([
    ["渝鑫铜材反映：园区停车位太少（联系人刘经理）", "园区停车位太少"],
    ["座谈会上恒泰电子提出，想申请低息贷款，公司年产值30万元", "想申请低息贷款"],
    ["外地员工租房贵，涉及9人", "外地员工租房贵"],
    ["急招焊工20名", "急招焊工20名"],
    ["（联系人张经理）", "（联系人张经理）"],
  ])("of %s is %s", (text, core) => {
    expect(coreOf(text)).toBe(core);
  });
});

describe("the generated needs", () => {
  const needs = generateNeeds();

  it("are 543 in 29 items of 6 classes, the same every time", () => {
    expect(needs).toHaveLength(generatedCount);
    expect(new Set(needs.map(({ item }) => item)).size).toBe(29);
    expect(new Set(groups.items.map((item) => item.class)).size).toBe(6);
    expect(generateNeeds()).toEqual(needs);
  });

  it("are worded otherwise than anything the product was taught", async () => {
    const { needKinds, helpKinds } = await readKnowledge();
    const taught = [...needKinds, ...helpKinds].flatMap(({ phrases }) =>
      phrases.map((text) => bigrams(text)),
    );
    const alike = groups.items.flatMap(({ says }) =>
      says.filter((say) => {
        const own = bigrams(say);
        return taught.some(
          (other) => own.size >= 4 && [...own].filter((pair) => other.has(pair)).length > own.size * 0.6,
        );
      }),
    );
    expect(alike).toEqual([]);
  });

  it("are put together with precision of at least 0.9 and recall of at least 0.8 by pairs", async () => {
    const embedder = await loadEmbedder(await modelDirectory());
    const model = await learntKnowledge(embedder, join(cacheFolder, "knowledge.bin"));
    const { generated, real } = await evaluateConsolidation(embedder, model, [1]);
    expect(generated[0]?.precision).toBeGreaterThanOrEqual(0.9);
    expect(generated[0]?.recall).toBeGreaterThanOrEqual(0.8);
    // Labels of the published needs are classes, coarser than items: what is put together is what counts.
    expect(real.precision).toBeGreaterThanOrEqual(0.6);
  });
});
