import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pinyinInitialsOf, pinyinOf } from "../../server/language/pinyin.ts";
import { textHash } from "../../server/language/textHash.ts";
import { escapeLucene, luceneQuery, normalizeText, words } from "../../server/language/words.ts";

describe("normalizing what users type", () => {
  it("folds full-width forms, control characters and white space", () => {
    expect(normalizeText("　ＡＢＣ１２３（测试）\u0000\n\t 融​资　难 ")).toBe("ABC123(测试) 融资 难");
  });
  it("is idempotent on any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const once = normalizeText(text);
        expect(normalizeText(once)).toBe(once);
      }),
    );
  });
});

describe("words for search", () => {
  it("cuts Chinese into words, long words also into their parts", () => {
    const found = words("企业融资难，希望对接银行贷款");
    expect(found).toEqual(expect.arrayContaining(["企业", "融资", "银行", "贷款"]));
    expect(words("专利信息数据库")).toEqual(expect.arrayContaining(["专利", "数据", "数据库"]));
  });
  it("drops stop words, punctuation and repetitions, and lowers case", () => {
    expect(words("的，。！？ 和 以及")).toEqual([]);
    expect(words("BMS bms 培训培训")).toEqual(["bms", "培训"]);
  });
  it("survives control characters and a hundred thousand characters", () => {
    expect(words("\u0000\u0001$`")).toEqual([]);
    expect(words("招工难".repeat(40_000)).length).toBeLessThan(10);
  });
});

describe("Lucene queries", () => {
  it("makes every character of Lucene's syntax literal", () => {
    expect(escapeLucene('a+b-(c){d}[e]^"f"~*?:\\/&&||!')).toBe(
      'a\\+b\\-\\(c\\)\\{d\\}\\[e\\]\\^\\"f\\"\\~\\*\\?\\:\\\\\\/\\&\\&\\|\\|\\!',
    );
  });
  it("quotes each word, so that operators are words, and is empty without words", () => {
    expect(luceneQuery(["融资", "AND"])).toBe('"融资" "AND"');
    expect(luceneQuery([])).toBe("");
    expect(luceneQuery(["a", "b", "c"], 2)).toBe('"a" "b"');
  });
});

describe("pinyin of names", () => {
  it("gives the whole spelling and the initials", () => {
    expect(pinyinOf("铜梁高新区")).toBe("tonglianggaoxinqu");
    expect(pinyinInitialsOf("铜梁高新区")).toBe("tlgxq");
  });
  it("reads 重庆 as Chongqing and keeps digits and Latin letters", () => {
    expect(pinyinInitialsOf("重庆银行")).toBe("cqyh");
    expect(pinyinOf("5G产业园")).toBe("5gchanyeyuan");
    expect(pinyinInitialsOf("BMS 测试（示例）")).toBe("bmscssl");
  });
});

describe("hash of a matched text", () => {
  it("is stable and tells texts apart", () => {
    expect(textHash("企业融资难")).toBe(textHash("企业融资难"));
    expect(textHash("企业融资难")).toMatch(/^[0-9a-f]{32}$/);
    expect(textHash("企业融资难")).not.toBe(textHash("企业融资难。"));
  });
});
