/**
 * `count` whole numbers whose histogram follows p(k) ∝ k^-exponent on 1..`largest`: the quantiles of that law, in
 * ascending order, so that no sample strays from the shape by chance.
 */
export function powerLawQuantiles(count: number, exponent: number, largest: number): number[] {
  const weights = Array.from({ length: largest }, (_, i) => (i + 1) ** -exponent);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const numbers: number[] = [];
  let k = 1;
  let reached = weights[0] ?? 0;
  for (let i = 0; i < count; i += 1) {
    const quantile = ((i + 0.5) / count) * total;
    while (reached < quantile && k < largest) {
      reached += weights[k] ?? 0;
      k += 1;
    }
    numbers.push(k);
  }
  return numbers;
}

/** Draws an index with probability proportional to its weight; `draw` in [0, 1). */
export function weightedIndex(cumulative: readonly number[], draw: number): number {
  const target = draw * (cumulative.at(-1) ?? 0);
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cumulative[middle] ?? 0) > target) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Running sums of weights, as `weightedIndex` reads them. */
export function cumulate(weights: readonly number[]): number[] {
  let sum = 0;
  return weights.map((weight) => {
    sum += weight;
    return sum;
  });
}
