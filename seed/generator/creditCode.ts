import { creditCodeCharacters as characters, checkCharacter } from "../../server/language/creditCode.ts";

// GB 11714-1997: the organisation code inside a credit code, eight characters and a check character of its own.
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

/** No division begins with 99 (GB/T 2260), so no real enterprise has such a code. */
export const unassignedDivision = "990000";

const weigh = (factors: readonly number[], value: (position: number) => number): number =>
  factors.reduce((sum, factor, i) => sum + factor * value(i), 0);

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
