import { costLimitRule } from "@escape.tech/graphql-armor-cost-limit";
import { maxAliasesRule } from "@escape.tech/graphql-armor-max-aliases";
import { maxDepthRule } from "@escape.tech/graphql-armor-max-depth";
import { maxDirectivesRule } from "@escape.tech/graphql-armor-max-directives";
import { maxTokensPlugin } from "@escape.tech/graphql-armor-max-tokens";
import { GraphQLError, NoSchemaIntrospectionCustomRule } from "graphql";
import type { Plugin } from "graphql-yoga";

/** Bounds of one document. The web's largest query stays below half of each. */
export const limits = { depth: 12, aliases: 30, directives: 20, tokens: 2000, cost: 100_000 } as const;

const refuse = (sentence: string) => () => {
  throw new GraphQLError(sentence, { extensions: { code: "LIMIT" } });
};

/**
 * Refuses documents that ask for too much before anything runs. The cost rule sees page sizes written in the document;
 * those in variables are bounded by the page limit and the request's row budget.
 */
export function limitPlugins(production: boolean): Plugin[] {
  const rules = [
    maxDepthRule({
      n: limits.depth,
      flattenFragments: true,
      ignoreIntrospection: !production,
      onReject: [refuse(`查询嵌套超过 ${limits.depth} 层，请减少层数。`)],
    }),
    maxAliasesRule({
      n: limits.aliases,
      onReject: [refuse(`一次查询最多用 ${limits.aliases} 个别名，请分几次查询。`)],
    }),
    maxDirectivesRule({
      n: limits.directives,
      onReject: [refuse(`一次查询最多用 ${limits.directives} 个指令，请减少。`)],
    }),
    costLimitRule({
      maxCost: limits.cost,
      flattenFragments: true,
      depthCostFactor: 1.3,
      onReject: [refuse("这次查询要取的内容太多。请减少每页条数或嵌套的层数，分几次查询。")],
    }),
  ];
  const addRules: Plugin = {
    onValidate: ({ addValidationRule }) => {
      for (const rule of rules) addValidationRule(rule);
      if (production) addValidationRule(NoSchemaIntrospectionCustomRule);
    },
  };
  const tokens = maxTokensPlugin({
    n: limits.tokens,
    onReject: [refuse(`查询语句过长（超过 ${limits.tokens} 个词），请分几次查询。`)],
  });
  return [tokens as Plugin, addRules];
}
