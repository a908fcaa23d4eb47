import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  type IRunOptions,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from "docx";
import type { ExportTable } from "./table.ts";

// GB/T 9704-2012 as far as it concerns a list without a red head: A4; title in 小标宋 二号 (22 pt), first headings in 黑体 三号
// (16 pt), text in 仿宋 三号, tables smaller so that they fit. Programs without a font take the next like it.
const fonts = {
  title: { ascii: "Times New Roman", eastAsia: "方正小标宋简体" },
  heading: { ascii: "Times New Roman", eastAsia: "黑体" },
  text: { ascii: "Times New Roman", eastAsia: "仿宋" },
} as const;
const millimetre = 56.7;

const run = (text: string, font: keyof typeof fonts, points: number, rest: IRunOptions = {}): TextRun =>
  new TextRun({ text, font: fonts[font], size: points * 2, color: "000000", ...rest });

const sentence = (text: string): Paragraph =>
  new Paragraph({
    children: [run(text, "text", 16)],
    indent: { firstLine: 640 },
    spacing: { line: 560, lineRule: LineRuleType.EXACT },
  });

const heading = (text: string): Paragraph =>
  new Paragraph({
    heading: HeadingLevel.HEADING_2,
    children: [run(text, "heading", 16)],
    indent: { firstLine: 640 },
    spacing: { line: 560, lineRule: LineRuleType.EXACT },
  });

const cell = (text: string, font: "heading" | "text", width: number, centred: boolean): TableCell =>
  new TableCell({
    width: { size: width, type: WidthType.PERCENTAGE },
    verticalAlign: VerticalAlign.CENTER,
    margins: { left: 60, right: 60, top: 40, bottom: 40 },
    children: text.split("\n").map(
      (line) =>
        new Paragraph({
          children: [run(line, font, 10.5)],
          alignment: centred ? AlignmentType.CENTER : AlignmentType.LEFT,
        }),
    ),
  });

/**
 * A table as a Word document in the style of official documents, without a red head: title, day, totals, the table with
 * its headings on every page, page numbers. `day` is ISO.
 */
export function documentOf(table: ExportTable, day: string): Promise<Buffer> {
  const { title, totals } = table;
  const onPaper = (_: unknown, index: number): boolean => !table.columns[index]?.sheetOnly;
  const columns = table.columns.filter(onPaper);
  const rows = table.rows.map((row) => row.filter(onPaper));
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  const share = (index: number): number => ((columns[index]?.width ?? 0) / whole) * 100;
  const [year, month, date] = day.split("-").map(Number);
  const head = new TableRow({
    tableHeader: true,
    children: columns.map(({ name }, index) => cell(name, "heading", share(index), true)),
  });
  const body = rows.map(
    (row) =>
      new TableRow({
        cantSplit: true,
        children: row.map((value, index) =>
          cell(value === null ? "" : String(value), "text", share(index), index === 0),
        ),
      }),
  );
  return Packer.toBuffer(
    new Document({
      title,
      sections: [
        {
          properties: {
            page: {
              size: {
                orientation: PageOrientation.LANDSCAPE,
                width: 210 * millimetre,
                height: 297 * millimetre,
              },
              margin: {
                top: 28 * millimetre,
                bottom: 26 * millimetre,
                left: 26 * millimetre,
                right: 26 * millimetre,
              },
            },
          },
          footers: {
            default: new Footer({
              children: [
                new Paragraph({
                  alignment: AlignmentType.CENTER,
                  children: [
                    new TextRun({ children: ["— ", PageNumber.CURRENT, " —"], font: fonts.text, size: 28 }),
                  ],
                }),
              ],
            }),
          },
          children: [
            new Paragraph({
              heading: HeadingLevel.HEADING_1,
              children: [run(title, "title", 22)],
              alignment: AlignmentType.CENTER,
              spacing: { after: 200 },
            }),
            new Paragraph({
              children: [run(`（${year}年${month}月${date}日）`, "text", 16)],
              alignment: AlignmentType.CENTER,
              spacing: { after: 300 },
            }),
            heading("一、总体情况"),
            ...totals.map(sentence),
            heading("二、清单明细"),
            new Table({ width: { size: 100, type: WidthType.PERCENTAGE }, rows: [head, ...body] }),
          ],
        },
      ],
    }),
  );
}
