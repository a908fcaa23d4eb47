import { z } from "zod";
import { type Knowledge, parseKnowledge } from "../../server/matching/knowledge.ts";
import { helpKindNode, needKindNode } from "../../server/matching/knowledgeStore.ts";
import { readJson } from "../files.ts";
import { type Dataset, emptyDataset, namedNode } from "../records.ts";

const files = ["need-kinds.json", "help-kinds.json", "solved-by.json"] as const;

const readKnowledge = (): Knowledge => {
  const [needKinds, helpKinds, solvedBy] = files.map((file) => readJson(`knowledge/${file}`, z.unknown()));
  return parseKnowledge(needKinds, helpKinds, solvedBy);
};

/** Kinds of need and of help with the phrases people use, and which help solves which need, 0 < weight ≤ 1. */
export function knowledgeFacts(): Dataset {
  const { version: knowledgeVersion, needKinds, helpKinds, solvedBy } = readKnowledge();
  const dataset = emptyDataset();
  const addKinds = (
    label: string,
    file: string,
    kinds: Knowledge["needKinds"],
    idOf: (key: string) => string,
  ) => {
    const source = `source:knowledge/${file}`;
    dataset.sources.push({
      id: source,
      title: "需求类型、帮助类型及其对应关系（本项目整理）",
      licence: "Apache-2.0",
      file: `knowledge/${file}`,
    });
    for (const { id: key, name, description, phrases } of kinds) {
      dataset.nodes.push(
        namedNode(label, idOf(key), name, { description, phrases: [...phrases], knowledgeVersion }),
      );
      dataset.sourced.push([idOf(key), source]);
    }
  };
  addKinds("NeedKind", files[0], needKinds, needKindNode);
  addKinds("HelpKind", files[1], helpKinds, helpKindNode);
  for (const { needKind, helpKind, weight } of solvedBy)
    dataset.links.push({
      type: "SOLVED_BY",
      from: needKindNode(needKind),
      to: helpKindNode(helpKind),
      properties: { weight, knowledgeVersion },
    });
  return dataset;
}
