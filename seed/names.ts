// Longest first: "股份有限公司" ends in "有限公司".
const legalForms = /(?:集团)?(?:有限责任公司|股份有限公司|有限公司|股份公司|集团公司|总公司|公司)$/u;

/** A name without its legal form: `铜梁示例精工机械有限公司` → `铜梁示例精工机械`; the name itself when nothing would remain. */
export const shortNameOf = (name: string): string => name.replace(legalForms, "") || name;
