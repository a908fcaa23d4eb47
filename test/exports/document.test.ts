import { CFB } from "@e965/xlsx";
import { expect, it } from "vitest";
import { documentOf } from "../../server/exports/document.ts";

/** A part of an archive as text. */
function partOf(bytes: Buffer, name: string): string {
  const file = CFB.find(CFB.read(bytes, { type: "buffer" }), name);
  return Buffer.from((file?.content ?? []) as Uint8Array).toString("utf8");
}

it("a document has real headings, and leaves out what is for the sheet alone", async () => {
  const bytes = await documentOf(
    {
      title: "需求清单",
      columns: [
        { name: "序号", width: 6 },
        { name: "可见范围", width: 10, sheetOnly: true },
        { name: "需求内容", width: 46 },
      ],
      rows: [[1, "公开", "需要焊工"]],
      totals: ["需求清单共 1 条。"],
    },
    "2026-11-23",
  );
  const xml = partOf(bytes, "/word/document.xml");
  const paragraphs = xml.match(/<w:p>.*?<\/w:p>/gsu) ?? [];
  const styled = paragraphs.flatMap((paragraph) => {
    const style = /<w:pStyle w:val="([^"]+)"/.exec(paragraph)?.[1];
    const text = [...paragraph.matchAll(/<w:t[^>]*>([^<]*)</g)].map(([, part]) => part).join("");
    return style ? [`${style} ${text}`] : [];
  });
  expect(styled).toEqual(["Heading1 需求清单", "Heading2 一、总体情况", "Heading2 二、清单明细"]);
  expect(xml).toContain("需要焊工");
  expect(xml).not.toContain("可见范围");
  expect(xml).not.toContain("公开");
});
