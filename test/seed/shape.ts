/** Middle value, or the value that the given part of all lie below. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}

/**
 * Maximum-likelihood exponent of a discrete power law p(k) ∝ k^-a over the values from `least` on (Clauset, Shalizi,
 * Newman 2009, eq. 3.5), by golden-section search over 1.2..4.
 */
export function powerLawExponent(values: readonly number[], least: number): number {
  const tail = values.filter((value) => value >= least);
  const logs = tail.reduce((sum, value) => sum + Math.log(value), 0);
  const loss = (exponent: number): number => tail.length * Math.log(zeta(exponent, least)) + exponent * logs;
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [1.2, 4];
  while (high - low > 1e-4) {
    const [left, right] = [high - ratio * (high - low), low + ratio * (high - low)];
    if (loss(left) < loss(right)) high = right;
    else low = left;
  }
  return (low + high) / 2;
}

/** Hurwitz zeta by summing 2,000 terms and the integral of the rest. */
function zeta(exponent: number, from: number): number {
  const terms = 2000;
  let sum = 0;
  for (let k = 0; k < terms; k += 1) sum += (from + k) ** -exponent;
  const rest = from + terms;
  return sum + rest ** (1 - exponent) / (exponent - 1) + rest ** -exponent / 2;
}
