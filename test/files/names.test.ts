import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { harmlessName } from "../../server/files/names.ts";

describe("a name that came with a file", () => {
  it.each([
    ["../../etc/passwd", "pdf", "passwd.pdf"],
    ["C:\\Users\\x\\合同.docx", "docx", "合同.docx"],
    ["..\\..\\..", "txt", "未命名.txt"],
    ["照片\u202egpj.exe", "jpg", "照片gpj.exe.jpg"],
    ["a\u0000b\r\nc.pdf", "pdf", "abc.pdf"],
    ["真是照片.pdf", "jpg", "真是照片.jpg"],
    ["合同.pdf.exe", "pdf", "合同.pdf.exe.pdf"],
    [".htaccess", "txt", "htaccess.txt"],
    ["CON.txt", "txt", "_CON.txt"],
    ['a<b>:"c|d?*.csv', "csv", "a_b___c_d__.csv"],
    ["  .  ", "png", "未命名.png"],
    ["", "png", "未命名.png"],
    ["a\u3000\u00a0b.png", "png", "a b.png"],
    ["e\u0301.png", "png", "é.png"],
  ])("%j becomes harmless", (given, ending, expected) => {
    expect(harmlessName(given, ending)).toBe(expected);
  });

  it("of 300 characters is cut, not in the middle of one, and keeps its ending", () => {
    const name = harmlessName(`${"长".repeat(299)}.jpg`, "jpg");
    expect([...name]).toHaveLength(120);
    expect(name.endsWith("长.jpg")).toBe(true);
    expect(harmlessName("😀".repeat(300), "pdf")).not.toMatch(/\p{Cs}/u);
  });

  it("is harmless whatever it was, and stays as it is the second time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (given) => {
        const name = harmlessName(given, "pdf");
        expect([...name].length).toBeLessThanOrEqual(120);
        expect(name).toMatch(/^[^./\\<>:"|?*%\p{Cc}\p{Cf}][^/\\<>:"|?*%\p{Cc}\p{Cf}]*\.pdf$/u);
        expect(harmlessName(name, "pdf")).toBe(name);
      }),
      { numRuns: 2000 },
    );
  });
});
