import { describe, expect, test } from "vitest";
import { actionGroups } from "../../web/src/identity/audit/auditWords.ts";
import { changesOf, factsOf, idsIn } from "../../web/src/identity/audit/changes.ts";
import { targetName, targetPath } from "../../web/src/identity/audit/view.ts";
import { deviceOf } from "../../web/src/identity/own/device.ts";
import { serverSources } from "../support/statements.ts";

const none: ReadonlyMap<string, string> = new Map();

describe("what an event changed", () => {
  test("is the fields that differ, in words, what the program keeps for itself left out", () => {
    const before = {
      __typename: "Demand",
      id: "d",
      version: 1,
      title: null,
      urgency: "normal",
      text: "招工",
    };
    const after = {
      __typename: "Demand",
      id: "d",
      version: 2,
      title: "招焊工",
      urgency: "urgent",
      text: "招工",
    };
    expect(changesOf(before, after, none)).toEqual([
      { label: "标题", before: "—", after: "招焊工" },
      { label: "紧急程度", before: "一般", after: "紧急" },
    ]);
  });

  test("names places, roles, units and times", () => {
    const after = {
      grants: [{ id: "g", role: "chainLead", placeId: "a", until: null }],
      audiences: ["public", "alliance:a"],
      days: 7,
      hasPhone: true,
      raisedBy: { __typename: "Enterprise", id: "e", name: "某厂" },
      wants: [{ id: "p", name: "铸件" }],
      scopes: ["read", "writeDemand"],
    };
    const names = new Map([["a", "仪器仪表联盟"]]);
    const words = Object.fromEntries(changesOf(undefined, after, names).map((c) => [c.label, c.after]));
    expect(words).toEqual({
      角色: "包链领导 · 仪器仪表联盟",
      可看内容: "公开内容、仪器仪表联盟的内部内容",
      有效期: "7 天",
      手机号: "有",
      提出单位: "某厂",
      所需产品: "铸件",
      可以做什么: "查看、录入和修改需求",
    });
    expect(idsIn(undefined, after)).toEqual(["a"]);
  });

  test("is nothing where the text is missing or no JSON", () => {
    expect(factsOf(null)).toBeUndefined();
    expect(factsOf("{half")).toBeUndefined();
    expect(changesOf(undefined, undefined, none)).toEqual([]);
  });
});

const event = {
  id: "1",
  at: "2026-11-22T00:00:00Z",
  action: "contactMatch",
  actorId: "a",
  actorName: "甲",
  targetKind: "Match",
  targetId: "d~o",
  targetName: null,
  before: null,
  after: null,
  address: null,
  requestId: null,
  seq: 1,
  hash: null,
};

describe("what an event was about", () => {
  test("is both sides of a match, by name", () => {
    const names = new Map([
      ["d", "缺焊工"],
      ["o", "焊工班"],
    ]);
    expect(targetName(event, names)).toBe("缺焊工 ↔ 焊工班");
    expect(targetPath(event, false)).toBe("/demands/d");
  });

  test("keeps its name from the event itself once it is gone", () => {
    const gone = { ...event, targetKind: "ApiToken", targetId: "t", before: '{"name":"每日导出"}' };
    expect(targetName(gone, none)).toBe("每日导出");
    expect(targetPath(gone, true)).toBeUndefined();
  });

  test("leads to an account only who may manage it", () => {
    const account = { ...event, targetKind: "Account", targetId: "x" };
    expect(targetPath(account, false)).toBeUndefined();
    expect(targetPath(account, true)).toBe("/accounts?account=x");
  });
});

test("every action that the server records has words", () => {
  const known = new Set(actionGroups.flatMap(({ actions }) => Object.keys(actions)));
  const recorded = serverSources().flatMap(({ path, text }) =>
    path.startsWith("server/") && /\baudit\(/.test(text)
      ? [...text.matchAll(/\baction: "(\w+)"/g)].map(([, action]) => action ?? "")
      : [],
  );
  expect(recorded.length).toBeGreaterThan(10);
  expect(recorded.filter((action) => !known.has(action))).toEqual([]);
});

test.each([
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
    "Windows 上的 Edge",
  ],
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) MicroMessenger/8.0", "iPhone 上的 微信"],
  ["curl/8", "未知设备"],
  [null, "未知设备"],
])("a browser is called by what its owner recognises: %s", (userAgent, words) => {
  expect(deviceOf(userAgent)).toBe(words);
});
