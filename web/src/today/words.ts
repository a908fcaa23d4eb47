import type { TodayKind } from "../generated/graphql.ts";

interface KindWords {
  /** What it is, on each line. */
  label: string;
  /** What the button does. */
  button: string;
  /** Where all of them are, where more wait than are shown. */
  all: string;
}

export const kinds: Record<TodayKind, KindWords> = {
  review: { label: "待审核", button: "去审核", all: "/lists?state=pendingReview" },
  returned: { label: "被退回", button: "去修改", all: "/lists?state=returned" },
  ending: { label: "即将到期", button: "去延长", all: "/lists" },
  answerContact: { label: "对接待答复", button: "去答复", all: "/matching" },
  evaluate: { label: "待评价", button: "去评价", all: "/projects?view=list&state=completed" },
  planProject: { label: "待排计划", button: "排计划", all: "/projects?view=list&state=approved" },
  lateProject: { label: "到期未交付", button: "去处理", all: "/projects?view=list&state=running" },
  resumeImport: { label: "没有导完", button: "继续导入", all: "/lists/import" },
  tableCase: { label: "入盟待受理", button: "去受理", all: "/membership" },
  castVote: { label: "待投票", button: "去投票", all: "/membership" },
  decideCase: { label: "表决待登记", button: "去登记", all: "/membership" },
  returnedCase: { label: "申请被退回", button: "去补充", all: "/membership" },
  formation: { label: "组建到期", button: "去处理", all: "/coverage" },
  uncovered: { label: "应建未建", button: "去安排", all: "/coverage" },
  election: { label: "换届超期", button: "去查看", all: "/coverage?view=elections" },
  submitted: { label: "等审核", button: "查看", all: "/lists?state=pendingReview" },
  awaitContact: { label: "等对方答复", button: "查看", all: "/matching" },
  awaitCase: { label: "等联盟决定", button: "查看", all: "/membership" },
  awaitEvaluation: { label: "等评价", button: "查看", all: "/projects?view=list&state=completed" },
};
