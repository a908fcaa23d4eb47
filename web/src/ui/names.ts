/** Endings that say what legal form a body has; a cut name keeps them, because they tell firms and branches apart. */
const legalForms =
  /(?:集团|科技|股份|实业|制造|工业|汽车|电子|材料|能源|装备|机械)?(?:股份有限公司|有限责任公司|集团有限公司|有限公司|合伙企业|功能型联合党委|联合党支部|党支部委员会|党总支|党支部|党委|委员会)$/;

/**
 * Shortens a long name in its middle: 重庆…科技有限公司. Both ends stay because the place stands at the head and the
 * legal form at the tail.
 * @param max longest result in characters, at least 5
 */
export function middleCut(name: string, max: number): string {
  const characters = Array.from(name);
  const room = Math.max(5, max);
  if (characters.length <= room) return name;
  const form = Array.from(legalForms.exec(name)?.[0] ?? "");
  const tail = Math.min(form.length || Math.floor((room - 1) / 2), room - 3);
  const head = room - 1 - tail;
  return `${characters.slice(0, head).join("")}…${characters.slice(-tail).join("")}`;
}

/**
 * A name short enough for the canvas: the legal form of firms and the set phrases of party organisations go, what tells
 * them apart stays. 中共铜梁川隆仪器股份有限公司支部委员会 becomes 铜梁川隆仪器支部.
 */
export function canvasName(name: string): string {
  const short = name
    .replace(/^中国共产党|^中共/, "")
    .replace(/(?:集团)?(?:股份有限公司|有限责任公司|有限公司)/, "")
    .replace(/(总?支部)委员会$/, "$1")
    .replace(/企业(?=联合)/, "");
  return short || name;
}

/**
 * Breaks a label into at most two lines for the canvas, cutting in the middle what does not fit.
 * @param perLine characters a line
 */
export function twoLines(label: string, perLine: number): string {
  const characters = Array.from(middleCut(label, perLine * 2));
  if (characters.length <= perLine) return characters.join("");
  let first = Math.ceil(characters.length / 2);
  // Years, models and Latin words stay whole where the lines have room for it.
  while (
    first > 1 &&
    characters.length - first < perLine &&
    isLatin(characters[first - 1]) &&
    isLatin(characters[first])
  )
    first--;
  return `${characters.slice(0, first).join("")}\n${characters.slice(first).join("")}`;
}

const isLatin = (character: string | undefined): boolean =>
  character !== undefined && /[\w-]/.test(character);
