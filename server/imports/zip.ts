import { unpackParts, ZipProblem } from "../api/zipParts.ts";
import { badInput } from "../errors.ts";
import { fileLimits } from "./limits.ts";

const sentences: Record<ZipProblem["problem"], string> = {
  broken: "这个文件不完整或已损坏，打不开。请在表格软件里打开它，另存为 .xlsx 后再导入。",
  bomb: "这个文件解压后大得不正常，已拒绝。请在表格软件里新建一个表，只粘贴需要导入的内容，另存后再导入。",
  protected: "这个文件设有打开密码，系统读不了。请先在表格软件里取消密码，另存后再导入。",
};

export const noWorkbook = () =>
  badInput("这不是表格文件。请导入 .xlsx 或 .csv；其他格式请先在表格软件里另存为 .xlsx。", "file");
export const protectedFile = () => badInput(sentences.protected, "file");

/**
 * Unpacks a workbook once, keeping nothing, before anything else reads it.
 * Names of the parts. @throws BAD_INPUT for what is broken, protected, no workbook, or larger than the limits
 */
export async function checkArchive(bytes: Buffer): Promise<string[]> {
  const { names } = await unpackParts(bytes, fileLimits).catch((error: unknown) => {
    throw error instanceof ZipProblem ? badInput(sentences[error.problem], "file") : error;
  });
  const sheets = names.filter((name) => /^xl\/worksheets\/[^/]+\.(?:xml|bin)$/i.test(name)).length;
  if (!names.includes("xl/workbook.xml")) throw noWorkbook();
  if (sheets > fileLimits.sheets)
    throw badInput(
      `一个文件最多 ${fileLimits.sheets} 个工作表，这个有 ${sheets} 个。请只留下要导入的那一个。`,
      "file",
    );
  return names;
}
