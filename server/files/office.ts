import { unpackParts, ZipProblem } from "../api/zipParts.ts";
import { badInput } from "../errors.ts";
import { acceptedWords, type MediaType } from "./contents.ts";
import { officeLimits } from "./limits.ts";

const word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** The main part of each kind, and what the list of contents must call it. */
const mains: readonly { type: MediaType; part: string }[] = [
  { type: word, part: "word/document.xml" },
  { type: excel, part: "xl/workbook.xml" },
];

const problems: Record<ZipProblem["problem"], string> = {
  broken: "这个文件不完整或已损坏，打不开。请在 Word 或 Excel 里打开它，另存后再上传。",
  bomb: "这个文件解压后大得不正常，已拒绝。请在 Word 或 Excel 里新建一份，粘贴内容后另存再上传。",
  protected: "这个文件设有打开密码，别人打不开。请先取消密码，另存后再上传。",
};
const hasProgram = () =>
  badInput("文件里有宏或其他程序，已拒绝。请另存为不带宏的 .docx 或 .xlsx 后再上传。", "file");
const other = () => badInput(`不能上传这种文件。可以上传：${acceptedWords}。`, "file");

/** Parts that only come with programs, or that are programs: macros old and new, controls, packed objects. */
const programPart =
  /vbaproject|vbadata|macrosheets\/|activex\/|embeddings\/.*\.(?!xlsx$|docx$|pptx$)|\.(?:exe|dll|com|scr|bat|cmd|js|jse|vbs|vbe|wsf|ps1|jar|hta|lnk|msi|html?|svgz)$/i;

const programType = /macroenabled|vbaproject|activex/i;

/** Whether the list of contents calls a part a program: by its name, or by the ending that some part has. */
function listsProgram(list: string, names: readonly string[]): boolean {
  const tags = list.match(/<(?:\w+:)?(?:Override|Default)\b[^>]*>/g) ?? [];
  return tags.some((tag) => {
    if (!programType.test(tag)) return false;
    const ending = /\bExtension\s*=\s*["']([^"']*)["']/i.exec(tag)?.[1]?.toLowerCase();
    return ending === undefined || names.some((name) => name.toLowerCase().endsWith(`.${ending}`));
  });
}

/**
 * Which office document an archive is. It is unpacked once, with bounds on everything: it must be what its own list of
 * contents says, hold no program, and fetch no template from elsewhere. @throws BAD_INPUT
 */
export async function officeType(bytes: Buffer): Promise<MediaType> {
  const { names, kept } = await unpackParts(bytes, officeLimits, (name) =>
    /^\[Content_Types\]\.xml$|\.rels$/i.test(name),
  ).catch((error: unknown) => {
    throw error instanceof ZipProblem ? badInput(problems[error.problem], "file") : error;
  });
  const textOf = (name: string): string => kept.get(name)?.toString("utf8") ?? "";
  const list = textOf("[Content_Types].xml");
  if (names.some((name) => programPart.test(name)) || listsProgram(list, names)) throw hasProgram();
  const main = mains.find(({ type, part }) => names.includes(part) && list.includes(`${type}.main+xml`));
  if (!main) throw other();
  for (const name of kept.keys())
    if (
      /attachedTemplate|\/oleObject|\/frame"/i.test(textOf(name)) &&
      /TargetMode="External"/i.test(textOf(name))
    )
      throw hasProgram();
  return main.type;
}
