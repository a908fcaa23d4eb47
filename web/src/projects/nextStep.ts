import type { EvaluationStage, ProjectInFullFragment } from "../generated/graphql.ts";
import { evaluationStages } from "./words.ts";

/** What the sentence is made of. */
export type WaitingProject = Pick<
  ProjectInFullFragment,
  "state" | "monthCount" | "deliveryCount" | "rating" | "turn"
> & {
  needs: readonly { raisedBy?: { name: string } | null }[];
  alliance?: { name: string; shortName?: string | null } | null;
};

const answering = "联盟统筹、包链领导或驻链指导员";
const judges: Record<Exclude<EvaluationStage, "beneficiary">, string> = {
  committee: answering,
  park: "联盟统筹或招商专员",
  supervision: "监督员",
};

/** In one sentence: whom a project waits for, and what is to be done. */
export function nextSentence(project: WaitingProject): string {
  const { state, monthCount, deliveryCount, rating, turn } = project;
  if (state === "approved")
    return monthCount === 0
      ? "等待供需双方或联盟填写月度计划，然后开始实施。"
      : "等待供需双方或联盟点“开始实施”。";
  if (state === "running")
    return deliveryCount === 0 ? "等待服务方登记交付，然后办结。" : "等待服务方继续登记交付，做完后办结。";
  if (state === "cancelled") return "项目已取消；需要继续时，由供需双方或联盟恢复。";
  if (!turn) return rating == null ? "评价已经结束。" : `评价已经结束，平均 ${rating} 分。`;
  return turn.stage === "beneficiary" ? beneficiarySentence(project, turn) : judgeSentence(project, turn);
}

type Turn = NonNullable<WaitingProject["turn"]>;

function beneficiarySentence({ needs }: WaitingProject, { mine, reachable, entering }: Turn): string {
  const names = [...new Set(needs.flatMap(({ raisedBy }) => (raisedBy ? [raisedBy.name] : [])))].join("、");
  const who = names === "" ? "受益方" : `受益方 ${names} `;
  if (mine) return `轮到您代表${who}评价。`;
  const waits = `等待${who}评价`;
  if (entering?.open)
    return entering.from === null || entering.from === undefined
      ? `${waits}；该单位没有账号，可由您代录。`
      : `${waits}；到 ${entering.from} 还没有评价，可由您代录。`;
  if (entering) return `${waits}；${entering.from} 起仍未评价的，可由您代录。`;
  if (reachable === false) return `${waits}；该单位没有账号，可由${answering}代录。`;
  return `${waits}。`;
}

function judgeSentence({ alliance }: WaitingProject, { stage, mine, reachable }: Turn): string {
  const word = evaluationStages[stage];
  if (mine) return `轮到您代表“${word}”评价。`;
  const roles = stage === "beneficiary" ? "" : judges[stage];
  if (reachable !== false) return `等待“${word}”评价，由${roles}来评。`;
  const place = stage === "supervision" ? "" : `${alliance?.shortName ?? alliance?.name ?? "该联盟"}的`;
  return `等待“${word}”评价；现在没有可以评价的账号（评过别的环节的人不能再评），请管理员为${place}${roles}开设账号。`;
}
