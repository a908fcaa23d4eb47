import { expect, it } from "vitest";
import { nextSentence, type WaitingProject } from "../../web/src/projects/nextStep.ts";

const told = (more: Partial<WaitingProject>): string =>
  nextSentence({
    state: "completed",
    monthCount: 1,
    deliveryCount: 1,
    rating: null,
    turn: null,
    needs: [{ raisedBy: { name: "甲厂" } }],
    alliance: { name: "甲链联盟" },
    ...more,
  });
const turn = (
  stage: NonNullable<WaitingProject["turn"]>["stage"],
  more: Partial<NonNullable<WaitingProject["turn"]>> = {},
): Partial<WaitingProject> => ({ turn: { stage, mine: false, reachable: true, entering: null, ...more } });

it("says whom a project waits for before it is done", () => {
  expect(told({ state: "approved", monthCount: 0 })).toBe("等待供需双方或联盟填写月度计划，然后开始实施。");
  expect(told({ state: "approved" })).toContain("开始实施");
  expect(told({ state: "running", deliveryCount: 0 })).toBe("等待服务方登记交付，然后办结。");
  expect(told({ state: "cancelled" })).toContain("恢复");
  expect(told({ state: "evaluated", rating: 4.5 })).toBe("评价已经结束，平均 4.5 分。");
});

it("names the beneficiary, and says who enters for one that has no account", () => {
  expect(told(turn("beneficiary"))).toBe("等待受益方 甲厂 评价。");
  expect(told(turn("beneficiary", { mine: true }))).toBe("轮到您代表受益方 甲厂 评价。");
  expect(told(turn("beneficiary", { reachable: null }))).toBe("等待受益方 甲厂 评价。");
  expect(told(turn("beneficiary", { reachable: false }))).toBe(
    "等待受益方 甲厂 评价；该单位没有账号，可由联盟统筹、包链领导或驻链指导员代录。",
  );
  expect(told(turn("beneficiary", { reachable: false, entering: { from: null, open: true } }))).toBe(
    "等待受益方 甲厂 评价；该单位没有账号，可由您代录。",
  );
  expect(told(turn("beneficiary", { entering: { from: "2026-12-01", open: false } }))).toBe(
    "等待受益方 甲厂 评价；2026-12-01 起仍未评价的，可由您代录。",
  );
  expect(told({ ...turn("beneficiary"), needs: [{ raisedBy: null }] })).toBe("等待受益方评价。");
});

it("says of the other stages who evaluates, and what to do where nobody can", () => {
  expect(told(turn("supervision"))).toBe("等待“监督”评价，由监督员来评。");
  expect(told(turn("park", { mine: true }))).toBe("轮到您代表“园区”评价。");
  expect(told(turn("park", { reachable: false }))).toBe(
    "等待“园区”评价；现在没有可以评价的账号（评过别的环节的人不能再评），请管理员为甲链联盟的联盟统筹或招商专员开设账号。",
  );
});
