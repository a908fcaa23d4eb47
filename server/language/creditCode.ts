// GB 32100-2015: the characters of a unified social credit code (no I, O, S, V, Z) and the weights of its first 17.
export const creditCodeCharacters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** The check character of the first 17 characters (GB 32100, 4.2.5). */
export function checkCharacter(first17: string): string {
  const sum = weights.reduce(
    (total, weight, i) => total + weight * creditCodeCharacters.indexOf(first17.charAt(i)),
    0,
  );
  return creditCodeCharacters.charAt((31 - (sum % 31)) % 31);
}

/** Whether a text is a unified social credit code: 18 characters of the set, the last of which checks the others. */
export const isCreditCode = (code: string): boolean =>
  code.length === 18 &&
  [...code].every((character) => creditCodeCharacters.includes(character)) &&
  checkCharacter(code.slice(0, 17)) === code.charAt(17);
