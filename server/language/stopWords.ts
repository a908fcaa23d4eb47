/**
 * Words that carry no meaning of their own in a need or an offer. Deliberately short: a word that could tell one
 * service from another ("服务" does not, "培训" does) stays out of it.
 */
export const stopWords: ReadonlySet<string> = new Set(
  (
    "的 了 和 与 及 或 在 是 有 为 对 向 从 由 以 于 到 把 被 给 让 使 将 并 且 而 也 都 就 还 又 再 很 更 最 不 没 " +
    "我 我们 你 你们 他 她 它 他们 其 该 此 这 那 这个 那个 这些 那些 各 每 个 等 等等 之 所 者 地 得 着 过 吗 呢 吧 啊 " +
    "需要 需 需求 希望 想 想要 要 能 能够 可 可以 请 愿 愿意 能否 是否 如何 怎么 怎样 什么 哪些 " +
    "进行 开展 提供 相关 有关 方面 问题 情况 工作 一个 一些 以及 通过 因为 由于 所以 但是 如果 我司 我单位 本单位"
  ).split(" "),
);
