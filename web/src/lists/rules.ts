import type { DemandValues, OfferValues } from "./formValues.ts";

/** The server's limits, said before it has to say them. */
export const longestText = 5000;
export const longestTitle = 100;

type Problem = string | undefined;

/** What is wrong with the text of an entry. */
export function textProblem(text: string | undefined, what: string): Problem {
  const length = Array.from(text?.trim() ?? "").length;
  if (length === 0) return `请写明${what}，一两句话即可`;
  if (length > longestText) return `最多 ${longestText} 字，现在 ${length} 字`;
  return undefined;
}

/** What is wrong with an amount: it may be absent, but not zero or less. */
export function amountProblem(amount: number | null | undefined): Problem {
  if (amount === null || amount === undefined) return undefined;
  return Number.isFinite(amount) && amount > 0 ? undefined : "请填写大于 0 的数，不清楚可以留空";
}

/** What is wrong with the end of a window of days. */
export function windowProblem(from: string | undefined, until: string | undefined): Problem {
  return from && until && until < from ? `不能早于开始日期 ${from}` : undefined;
}

/** The first problem of each field of a need, by field; empty when it can be saved. */
export const demandProblems = (values: DemandValues): Record<string, string> =>
  present({
    text: textProblem(values.text, "需要什么"),
    quantity: amountProblem(values.quantity),
    neededBy: windowProblem(values.neededFrom, values.neededBy),
  });

/** The first problem of each field of a resource or project. */
export const offerProblems = (values: OfferValues): Record<string, string> =>
  present({
    text: textProblem(values.text, "能提供什么"),
    capacity: amountProblem(values.capacity),
    availableUntil: windowProblem(values.availableFrom, values.availableUntil),
    serviceRadiusKm: amountProblem(values.serviceRadiusKm),
  });

const present = (problems: Record<string, Problem>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(problems).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
