import { promisify } from "node:util";
import { type Entry, fromBuffer, type Options, type ZipFile } from "yauzl";
import { badInput } from "../errors.ts";
import { fileLimits } from "./limits.ts";

const fromBufferPromise = promisify<Buffer, Options, ZipFile>(fromBuffer);

const broken = () =>
  badInput("这个文件不完整或已损坏，打不开。请在表格软件里打开它，另存为 .xlsx 后再导入。", "file");
const bomb = () =>
  badInput(
    "这个文件解压后大得不正常，已拒绝。请在表格软件里新建一个表，只粘贴需要导入的内容，另存后再导入。",
    "file",
  );

/**
 * Unpacks a workbook once, keeping nothing, before anything else reads it: the sizes that the archive declares may lie.
 * Names of the parts. @throws BAD_INPUT for what is broken, protected, no workbook, or larger than the limits
 */
export async function checkArchive(bytes: Buffer): Promise<string[]> {
  const archive = await fromBufferPromise(bytes, { lazyEntries: true, validateEntrySizes: true }).catch(
    () => {
      throw broken();
    },
  );
  const names: string[] = [];
  let unpacked = 0;
  try {
    if (archive.entryCount > fileLimits.parts) throw bomb();
    for await (const entry of archive.eachEntry()) {
      names.push(entry.fileName);
      if ((entry.generalPurposeBitFlag & 1) === 1) throw protectedFile();
      if (names.length > fileLimits.parts) throw bomb();
      unpacked += await unpackedSize(archive, entry, fileLimits.unpacked - unpacked);
    }
  } catch (error) {
    throw error instanceof Error && error.name === "AppError" ? error : broken();
  } finally {
    archive.close();
  }
  const sheets = names.filter((name) => /^xl\/worksheets\/[^/]+\.(?:xml|bin)$/i.test(name)).length;
  if (!names.includes("xl/workbook.xml")) throw noWorkbook();
  if (sheets > fileLimits.sheets)
    throw badInput(
      `一个文件最多 ${fileLimits.sheets} 个工作表，这个有 ${sheets} 个。请只留下要导入的那一个。`,
      "file",
    );
  return names;
}

export const noWorkbook = () =>
  badInput("这不是表格文件。请导入 .xlsx 或 .csv；其他格式请先在表格软件里另存为 .xlsx。", "file");
export const protectedFile = () =>
  badInput("这个文件设有打开密码，系统读不了。请先在表格软件里取消密码，另存后再导入。", "file");

async function unpackedSize(archive: ZipFile, entry: Entry, left: number): Promise<number> {
  const most = Math.max(1_000_000, entry.compressedSize * fileLimits.ratio);
  let size = 0;
  for await (const part of await archive.openReadStreamPromise(entry)) {
    size += (part as Buffer).length;
    if (size > left || size > most) throw bomb();
  }
  return size;
}
