import { utils, write } from "@e965/xlsx";
import { describe, expect, it } from "vitest";
import { readFile } from "../../server/imports/readFile.ts";
import { csvFile, encrypted, workbook, zipOf } from "./workbooks.ts";

const headers = ["企业名称", "需求内容", "数量"];
const row = ["铜梁示例机械有限公司", "需要焊工", "20"];
const good = workbook([headers, row]);

const refusal = async (bytes: Buffer): Promise<string> => {
  const answer = await readFile(bytes, "demand").catch((error: Error) => error);
  if (!(answer instanceof Error)) throw new Error(`read ${answer.rows.length} rows`);
  expect(answer.name).toBe("AppError");
  return answer.message;
};

describe("a hostile file is refused with a sentence", () => {
  it("a zip bomb", async () => {
    const bomb = zipOf([
      { name: "xl/workbook.xml", bytes: Buffer.from("<workbook/>") },
      { name: "xl/worksheets/sheet1.xml", bytes: Buffer.alloc(90_000_000) },
    ]);
    expect(bomb.length).toBeLessThan(200_000);
    expect(await refusal(bomb)).toMatch(/解压后大得不正常/);
  });

  it("an archive that lies about the size of its parts", async () => {
    const sheet = Buffer.alloc(3_000_000, "a");
    const liar = zipOf([
      { name: "xl/workbook.xml", bytes: Buffer.from("<workbook/>") },
      { name: "xl/worksheets/sheet1.xml", bytes: sheet, declared: 100 },
    ]);
    expect(await refusal(liar)).toMatch(/不完整或已损坏|大得不正常/);
  });

  it("an archive with ten thousand parts", async () => {
    const parts = Array.from({ length: 10_000 }, (_, i) => ({ name: `p${i}`, bytes: Buffer.from("x") }));
    expect(await refusal(zipOf(parts))).toMatch(/大得不正常/);
  });

  it("a workbook with a million rows", async () => {
    const line = (n: number): string => `<row r="${n}"><c r="B${n}"><v>${n}</v></c></row>`;
    const rows = Array.from({ length: 1_000_000 }, (_, i) => line(i + 1)).join("");
    const book = zipOf([
      { name: "[Content_Types].xml", bytes: Buffer.from(contentTypes) },
      { name: "_rels/.rels", bytes: Buffer.from(rels) },
      { name: "xl/workbook.xml", bytes: Buffer.from(workbookXml) },
      { name: "xl/_rels/workbook.xml.rels", bytes: Buffer.from(workbookRels) },
      {
        name: "xl/worksheets/sheet1.xml",
        bytes: Buffer.from(`<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`),
      },
    ]);
    expect(await refusal(book)).toMatch(/一次最多导入 20,000 行/);
  });

  it("a CSV file with a million rows", async () => {
    const lines = Array.from({ length: 1_000_000 }, (_, i) => `甲,${i}`).join("\n");
    expect(await refusal(Buffer.from(`企业名称,需求内容\n${lines}`))).toMatch(/一次最多导入 20,000 行/);
  });

  it("more columns than anybody fills in", async () => {
    expect(await refusal(workbook([Array.from({ length: 300 }, (_, i) => `列${i}`), ["x"]]))).toMatch(
      /最多 100 列/,
    );
  });

  it("a novel in one cell", async () => {
    expect(await refusal(workbook([headers, ["甲", "长".repeat(20_000), "1"]]))).toMatch(/第 2 行有一格超过/);
  });

  it.each([1, 100, 1000, good.length - 40])(
    "a workbook of which only the first %d bytes came",
    async (length) => {
      expect(await refusal(good.subarray(0, length))).toMatch(/不完整或已损坏|不是表格文件|没有内容/);
    },
  );

  it("a workbook with a password", async () => {
    expect(await refusal(encrypted())).toMatch(/设有打开密码/);
  });

  it("a workbook of Excel 97", async () => {
    const book = utils.book_new(utils.aoa_to_sheet([headers, row]), "一");
    expect(await refusal(write(book, { type: "buffer", bookType: "xls" }))).toMatch(/另存为 .xlsx/);
  });

  it.each([
    ["a picture", Buffer.from("89504e470d0a1a0a0000000d49484452000000010000000108060000", "hex")],
    ["a program", Buffer.concat([Buffer.from("\u007fELF"), Buffer.alloc(200)])],
    ["another archive", zipOf([{ name: "readme.txt", bytes: Buffer.from("hello") }])],
    ["UTF-16", Buffer.from("\ufeff企业名称,需求内容\n甲,乙", "utf16le")],
    ["nothing", Buffer.alloc(0)],
    ["bytes of no encoding", Buffer.from([0xe4, 0xbc, 0x81, 0xff, 0xfe, 0x00, 0x80, 0x81])],
  ])("%s", async (_, bytes) => {
    expect(await refusal(bytes)).toMatch(/。$/);
  });

  it("a file without anything beneath its headers", async () => {
    expect(await refusal(workbook([headers]))).toMatch(/表头下面没有内容/);
  });

  it("full of texts that no cell uses is refused, and the next file is read as ever", async () => {
    const shared = Array.from({ length: 900_000 }, (_, i) => `<si><t>${i}</t></si>`).join("");
    const heavy = zipOf([
      { name: "[Content_Types].xml", bytes: Buffer.from(contentTypes) },
      { name: "_rels/.rels", bytes: Buffer.from(rels) },
      { name: "xl/workbook.xml", bytes: Buffer.from(workbookXml) },
      { name: "xl/_rels/workbook.xml.rels", bytes: Buffer.from(workbookRels) },
      { name: "xl/sharedStrings.xml", bytes: Buffer.from(`<sst xmlns="${main}">${shared}</sst>`) },
      {
        name: "xl/worksheets/sheet1.xml",
        bytes: Buffer.from(`<worksheet xmlns="${main}"><sheetData></sheetData></worksheet>`),
      },
    ]);
    await refusal(heavy);
    expect((await readFile(good, "demand")).rows).toHaveLength(1);
  });
});

describe("a formula", () => {
  it("is never computed: it arrives as its own text, whatever result the file keeps", async () => {
    const sheet = utils.aoa_to_sheet([headers, ["甲", "需要焊工", "20"]]);
    sheet.C2 = { t: "n", f: 'HYPERLINK("http://example.com","x")+1', v: 42 };
    sheet.B2 = { t: "s", f: "cmd|' /C calc'!A0", v: "需要焊工" };
    const bytes = write(utils.book_new(sheet, "一"), { type: "buffer", bookType: "xlsx" });
    const { rows } = await readFile(bytes, "demand");
    expect(rows[0]?.cells.slice(1).every((cell) => cell.startsWith("="))).toBe(true);
  });
});

describe("an honest file in any of its spellings", () => {
  const table = [headers, row];

  it("error values are empty cells, and their number is told", async () => {
    const sheet = utils.aoa_to_sheet([
      headers,
      [{ t: "e", v: 42 }, "需要焊工", { t: "e", v: 23 }],
      ["乙公司", "需要教室", "#DIV/0!"],
      [
        { t: "e", v: 42 },
        { t: "e", v: 42 },
        { t: "e", v: 42 },
      ],
      ["丙公司", "#1 厂房", "20"],
    ]);
    const bytes = write(utils.book_new(sheet, "一"), { type: "buffer", bookType: "xlsx" });
    const { rows, notes } = await readFile(bytes, "demand");
    expect(rows).toEqual([
      { number: 2, cells: ["", "需要焊工", ""] },
      { number: 3, cells: ["乙公司", "需要教室", ""] },
      { number: 5, cells: ["丙公司", "#1 厂房", "20"] },
    ]);
    expect(notes).toContain("有 6 格是表格软件的错误值（如 #N/A、#REF!），按空白读取。");
    const plain = await readFile(csvFile([headers, ["甲", "需要焊工", "#REF!"]]), "demand");
    expect(plain.rows[0]?.cells).toEqual(["甲", "需要焊工", ""]);
    expect(plain.notes.join()).toContain("有 1 格是表格软件的错误值");
  });

  it("a text that begins like a formula is text in a workbook, a formula in a CSV file", async () => {
    const book = await readFile(workbook([headers, ["甲", "=合格率 ≥ 98%", "20"]]), "demand");
    expect(book.rows[0]?.cells[1]).toBe("'=合格率 ≥ 98%");
    const plain = await readFile(csvFile([headers, ["甲", "=1+2", "20"]]), "demand");
    expect(plain.rows[0]?.cells[1]).toBe("=1+2");
  });
  it.each([
    ["a workbook", workbook(table)],
    ["UTF-8", csvFile(table)],
    ["UTF-8 with its mark", Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), csvFile(table)])],
    [
      "GB18030",
      // "企业名称,需求内容,数量\n铜梁示例机械有限公司,需要焊工,20"
      Buffer.from(
        "c6f3d2b5c3fbb3c62cd0e8c7f3c4dac8dd2ccafdc1bf0acdadc1bacabec0fdbbfad0b5d3d0cfdeb9abcbbe2cd0e8d2aabab8b9a42c3230",
        "hex",
      ),
    ],
    ["tabs", Buffer.from(table.map((cells) => cells.join("\t")).join("\r\n"))],
  ])("%s", async (_, bytes) => {
    const read = await readFile(bytes, "demand");
    expect(read.headers).toEqual(headers);
    expect(read.rows).toEqual([{ number: 2, cells: row }]);
  });

  it("days, merged cells, titles above and empty rows between", async () => {
    const sheet = utils.aoa_to_sheet([
      ["2026年企业需求汇总表"],
      [],
      ["企业名称", "需求内容", "截止日期"],
      ["甲公司", "需要焊工", { t: "n", v: 46204, z: "yyyy\\-mm\\-dd" }],
      [null, "需要教室", { t: "n", v: 46205.5, z: "m/d/yy" }],
      [],
      ["乙公司", 12345678901, true],
    ]);
    sheet["!merges"] = [
      { s: { r: 3, c: 0 }, e: { r: 4, c: 0 } },
      { s: { r: 0, c: 0 }, e: { r: 0, c: 2 } },
    ];
    const bytes = write(utils.book_new(sheet, "一"), { type: "buffer", bookType: "xlsx" });
    const read = await readFile(bytes, "demand");
    expect(read.rows).toEqual([
      { number: 4, cells: ["甲公司", "需要焊工", "2026-07-01"] },
      { number: 5, cells: ["甲公司", "需要教室", "2026-07-02"] },
      { number: 7, cells: ["乙公司", "12345678901", "是"] },
    ]);
    expect(read.notes.join()).toMatch(/表头在第 3 行.*向下填充 1 格|向下填充 1 格.*表头在第 3 行/);
  });

  it("among several sheets the one with the known headers is taken", async () => {
    const book = utils.book_new(utils.aoa_to_sheet([["说明"], ["请填写第二个表"]]), "说明");
    utils.book_append_sheet(book, utils.aoa_to_sheet([headers, row]), "需求");
    const read = await readFile(write(book, { type: "buffer", bookType: "xlsx" }), "demand");
    expect(read).toMatchObject({
      name: "需求",
      notes: ["读取的是工作表“需求”；文件里还有“说明”。"],
    });
  });
});

const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const pack = "http://schemas.openxmlformats.org/package/2006";
const contentTypes = `<Types xmlns="${pack}/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>`;
const rels = `<Relationships xmlns="${pack}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;
const workbookXml = `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="一" sheetId="1" r:id="rId1"/></sheets></workbook>`;
const workbookRels = `<Relationships xmlns="${pack}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`;
