// GB 32100-2015: the characters of a unified social credit code (no I, O, S, V, Z) and the weights of its first 17.
const characters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
// GB 11714-1997: the organisation code inside it, eight characters and a check character of its own.
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

/** No division begins with 99 (GB/T 2260), so no real enterprise has such a code. */
export const unassignedDivision = "990000";

const weigh = (factors: readonly number[], value: (position: number) => number): number =>
  factors.reduce((sum, factor, i) => sum + factor * value(i), 0);

/** The check character of the first 17 characters (GB 32100, 4.2.5). */
export const checkCharacter = (first17: string): string =>
  characters.charAt((31 - (weigh(weights, (i) => characters.indexOf(first17.charAt(i))) % 31)) % 31);

/** The check character of an organisation code's first eight (GB 11714): 0 to 9 or X. */
export function organisationCheck(first8: string): string {
  const check = (11 - (weigh(organisationWeights, (i) => Number.parseInt(first8.charAt(i), 36)) % 11)) % 11;
  return check === 10 ? "X" : String(check);
}

/** The `serial`-th example code (serial from 0, below 31^4): an enterprise (91) of an unassigned division. */
export function exampleCreditCode(serial: number): string {
  let digits = "";
  for (let rest = serial; digits.length < 4; rest = Math.floor(rest / 31))
    digits = characters.charAt(rest % 31) + digits;
  const organisation = `MA9E${digits}`;
  const first17 = `91${unassignedDivision}${organisation}${organisationCheck(organisation)}`;
  return first17 + checkCharacter(first17);
}
