import { describe, expect, test } from "vitest";
import { chainOpening, matchOpening, treeOpening } from "../../web/src/explore/openings.ts";
import { questionOf, questionsFor } from "../../web/src/explore/questions.ts";

type Me = Parameters<typeof questionOf>[1];
const holding = (
  role?: Me["roles"][number]["role"],
  permissions: Me["permissions"] = ["read", "readMatches"],
): Me => ({
  permissions,
  roles: role ? [{ role, roleName: "", place: null, until: null }] : [],
});

describe("the question that opens", () => {
  test.each([
    ["chainLead", "chain"],
    ["investmentOfficer", "chain"],
    ["organizationSecretary", "organizations"],
    ["department", "match"],
    ["bank", "match"],
    ["hubCoordinator", "alliance"],
    [undefined, "alliance"],
  ] as const)("is for %s: %s", (role, question) => {
    expect(questionOf(null, holding(role))).toBe(question);
  });

  test("is the one that the address asks, whatever the role", () => {
    expect(questionOf("explore", holding("bank"))).toBe("explore");
    expect(questionOf("nonsense", holding("bank"))).toBe("alliance");
  });

  test("is never one whose answer may not be read", () => {
    const reader = holding("department", ["read"]);
    expect(questionsFor(reader)).not.toContain("match");
    expect(questionOf("match", reader)).toBe("alliance");
  });
});

const node = (
  id: string,
  kind: "Demand" | "Offer" | "Enterprise" | "ChainPosition" | "PartyOrganization" | "Alliance",
) => ({
  id,
  kind,
  name: id,
  shortName: id,
  variant: null,
  example: false,
});
const edge = (source: string, type: string, target: string) => ({
  id: `${source}|${type}|${target}`,
  source,
  type,
  target,
  label: null,
  since: null,
  until: null,
});

describe("what is drawn", () => {
  test("a firm with several positions stands at the one furthest upstream", () => {
    const { layout } = chainOpening(
      {
        chain: {
          id: "c",
          positions: [
            { id: "late", order: 3 },
            { id: "early", order: 1 },
          ],
        },
        neighbourhood: {
          omitted: 0,
          nodes: [node("late", "ChainPosition"), node("early", "ChainPosition"), node("firm", "Enterprise")],
          edges: [edge("firm", "OCCUPIES", "late"), edge("firm", "OCCUPIES", "early")],
        },
      },
      "c",
    );
    expect(layout).toMatchObject({
      name: "layers",
      input: { occupants: [{ id: "firm", positionId: "early" }] },
    });
  });

  test("the tree holds organisations and firms, each below what it belongs to", () => {
    const { nodes, layout } = treeOpening({
      omitted: 0,
      nodes: [
        node("hub", "Alliance"),
        node("o", "PartyOrganization"),
        node("p", "PartyOrganization"),
        node("f", "Enterprise"),
      ],
      edges: [edge("o", "MEMBER_OF", "hub"), edge("o", "SUBORDINATE_TO", "p"), edge("o", "COVERS", "f")],
    });
    expect(nodes.map(({ id }) => id)).toEqual(["o", "p", "f"]);
    expect(layout).toEqual({
      name: "tree",
      input: {
        branches: [
          { id: "o", parentId: "p" },
          { id: "p", parentId: undefined },
        ],
        leaves: [{ id: "f", parentId: "o" }],
      },
    });
  });

  test("a match whose path may not be seen is joined by a line of its own, and nothing stands on no way", () => {
    const entry = { text: "", example: false };
    const { nodes, edges } = matchOpening(
      {
        demand: { id: "d", title: "need", ...entry },
        matchesOfDemand: {
          results: [
            {
              id: "d~o",
              offer: { id: "o", title: "offer", offerKind: "resource", ...entry },
              path: {
                omitted: 1,
                nodes: [node("d", "Demand"), node("x", "Enterprise"), node("o", "Offer")],
                edges: [],
              },
            },
          ],
        },
      },
      "d",
    );
    expect(nodes.map(({ id }) => id).sort()).toEqual(["d", "o"]);
    expect(edges.map(({ id }) => id)).toEqual(["d|LOOKS_LIKE|o"]);
  });
});
