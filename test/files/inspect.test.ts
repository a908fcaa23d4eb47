import { createHash } from "node:crypto";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { inspect } from "../../server/files/inspect.ts";
import { csvFile, encrypted, workbook, zipOf } from "../imports/workbooks.ts";
import { office, pdf, photo } from "./contents.ts";

const refusal = async (bytes: Buffer, name = "x"): Promise<string> => {
  const answer = await inspect(bytes, name).catch((error: Error) => error);
  if (!(answer instanceof Error)) throw new Error(`taken as ${answer.mediaType}`);
  expect(answer.name).toBe("AppError");
  return answer.message;
};
const word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

describe("what is kept", () => {
  it.each([
    ["a Word document", office("docx"), "x", word],
    ["an Excel workbook", workbook([["甲"]]), "x", excel],
    ["a PDF", pdf(), "x", "application/pdf"],
    ["a text", Buffer.from("会议通知\r\n请参加"), "通知.txt", "text/plain"],
    ["a text in GB 18030", Buffer.from([0xcd, 0xa8, 0xd6, 0xaa]), "a.txt", "text/plain"],
    ["a table", csvFile([["名称"], ["甲"]]), "表.CSV", "text/csv"],
    ["a text whatever its name says", Buffer.from("不是表格"), "a.xlsx", "text/plain"],
  ])("%s, as it is", async (_, bytes, name, mediaType) => {
    expect(await inspect(bytes, name)).toEqual({ mediaType, bytes });
  });

  it.each(["jpeg", "png", "webp"] as const)(
    "a photo (%s) upright, without the place where it was taken",
    async (format) => {
      const sent = await photo("#2040a0", format);
      expect((await sharp(sent).metadata()).exif?.toString("latin1")).toContain("secret-camera");
      const { mediaType, bytes } = await inspect(sent, "现场.jpg");
      expect(mediaType).toBe(`image/${format}`);
      const facts = await sharp(bytes).metadata();
      expect(facts).toMatchObject({ width: 40, height: 60 });
      expect([facts.exif, facts.xmp, facts.iptc, facts.orientation]).toEqual([
        undefined,
        undefined,
        undefined,
        undefined,
      ]);
      expect(bytes.toString("latin1")).not.toMatch(/secret-camera|Exif|GPS/);
      const { data } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
      expect(Math.abs((data[2] ?? 0) - 0xa0)).toBeLessThan(8);
    },
  );

  it("the same photo as the same content, so that it is kept once", async () => {
    const hash = async () =>
      createHash("sha256")
        .update((await inspect(await photo(), "a")).bytes)
        .digest("hex");
    expect(await hash()).toBe(await hash());
  });

  it("of a picture with an archive or a page behind it only the picture", async () => {
    const hidden = Buffer.concat([
      await photo(),
      Buffer.from("<script>alert(1)</script>"),
      zipOf([{ name: "a.txt", bytes: Buffer.from("x") }]),
    ]);
    const { mediaType, bytes } = await inspect(hidden, "a.jpg");
    expect(mediaType).toBe("image/jpeg");
    expect(bytes.includes("<script>")).toBe(false);
    expect(bytes.includes("PK\u0005\u0006")).toBe(false);
  });
});

describe("refused with a sentence that says what to do", () => {
  const program = Buffer.concat([Buffer.from("MZ\u0090\u0000", "latin1"), Buffer.alloc(500)]);
  const template = `<Relationships><Relationship Type="x/attachedTemplate" Target="http://evil/x.dotm" TargetMode="External"/></Relationships>`;
  it.each<[string, Buffer | Promise<Buffer>, RegExp]>([
    ["nothing", Buffer.alloc(0), /空的/],
    ["a program named as a photo", program, /不能上传这种文件/],
    [
      "a Linux program",
      Buffer.concat([Buffer.from("\u007fELF\u0002\u0001\u0001"), Buffer.alloc(200)]),
      /不能上传/,
    ],
    ["a page", Buffer.from("<!DOCTYPE html><p>x"), /网页或程序代码/],
    ["a page behind words", Buffer.from(`${"字".repeat(3000)}<ScRiPt >alert(1)`), /网页或程序代码/],
    [
      "a drawing that can run script",
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      /网页|不能上传/,
    ],
    ["a shell script", Buffer.from("#!/bin/sh\nrm -rf /"), /程序代码/],
    ["RTF", Buffer.from("{\\rtf1 x}"), /不能上传|程序代码/],
    ["GIF", Buffer.from("GIF89a\u0001\u0000\u0001\u0000\u0000\u0000\u0000;", "latin1"), /GIF/],
    ["bytes of no encoding", Buffer.from([0x81, 0xff, 0x00, 0x80, 0xfe, 0x81, 0x12]), /不能上传/],
    ["UTF-16", Buffer.from("\ufeff通知", "utf16le"), /不能上传/],
    ["an old or locked Office file", encrypted(), /取消密码/],
    ["a plain archive", zipOf([{ name: "a.txt", bytes: Buffer.from("x") }]), /不能上传/],
    ["an archive that ends early", office("docx").subarray(0, 200), /不完整或已损坏/],
    [
      "a document that is a bomb",
      office("docx", { "word/media/a.png": Buffer.alloc(90_000_000) }),
      /解压后大得不正常/,
    ],
    ["macros", office("docx", { "word/vbaProject.bin": "x" }), /宏/],
    [
      "macros by another name",
      office("docx", {
        "[Content_Types].xml": `<Types><Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>
          <Override PartName="/word/document.xml" ContentType="${word}.main+xml"/></Types>`,
        "word/harmless.bin": "x",
      }),
      /宏/,
    ],
    ["old macros", office("xlsx", { "xl/macrosheets/sheet1.xml": "<x/>" }), /宏/],
    [
      "a document that calls itself one with macros",
      office("docx", {}, "application/vnd.ms-word.document.macroEnabled.main+xml"),
      /宏/,
    ],
    ["a packed object", office("docx", { "word/embeddings/oleObject1.bin": "x" }), /程序/],
    ["a control", office("xlsx", { "xl/activeX/activeX1.xml": "<x/>" }), /程序/],
    ["a program inside", office("docx", { "word/media/run.EXE": "x" }), /程序/],
    ["a template from elsewhere", office("docx", { "word/_rels/settings.xml.rels": template }), /程序/],
    ["a document that is called another", office("docx", {}, "text/plain"), /不能上传/],
    ["a PDF that ends early", pdf().subarray(0, 40), /不完整/],
    [
      "a PDF with an archive behind it",
      Buffer.concat([pdf(), zipOf([{ name: "a", bytes: Buffer.from("x") }])]),
      /不能上传/,
    ],
    ["a PDF with much behind it", Buffer.concat([pdf(), Buffer.alloc(5000, "x")]), /不完整/],
    ["a PDF with script", pdf("/OpenAction<</S/JavaScript/JS(app.alert(1))>>"), /脚本/],
    ["a PDF that starts a program", pdf("/S/Launch"), /脚本/],
    ["a photo that ends early", photo().then((bytes) => bytes.subarray(0, bytes.length - 60)), /损坏/],
    ["a photo of nothing but its head", photo().then((bytes) => bytes.subarray(0, 30)), /损坏/],
    [
      "a picture of a hundred million pixels in a few bytes",
      sharp({
        create: { width: 10_000, height: 10_000, channels: 3, background: "#fff" },
        limitInputPixels: false,
      })
        .png()
        .toBuffer(),
      /像素太多/,
    ],
  ])("%s", async (_, bytes, sentence) => {
    expect(await refusal(await bytes, "照片.jpg")).toMatch(sentence);
  });
});
