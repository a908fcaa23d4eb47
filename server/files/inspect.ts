import { fileTypeFromBuffer } from "file-type";
import { badInput } from "../errors.ts";
import { acceptedWords, type MediaType } from "./contents.ts";
import { officeType } from "./office.ts";
import { redrawPicture } from "./pictures.ts";

export interface Inspected {
  mediaType: MediaType;
  /** The content as it is kept. */
  bytes: Buffer;
}

const other = (found?: string) =>
  badInput(
    `不能上传这种文件${found ? `（内容是 ${found.toUpperCase()}）` : ""}。可以上传：${acceptedWords}。`,
    "file",
  );

/** Enough of a file to know its kind. */
const headBytes = 4100;
const archiveHead = Buffer.from("PK\u0003\u0004", "latin1");

/**
 * What a file is, by its content and not by its name, and what of it is kept. `name` only tells a table from other
 * text. @throws BAD_INPUT with the sentence that says what to do
 */
export async function inspect(bytes: Buffer, name: string): Promise<Inspected> {
  if (bytes.length === 0) throw badInput("这个文件是空的，请重新选择。", "file");
  // An archive is looked into by ourselves: what it says of itself is bounded first.
  if (bytes.subarray(0, 4).equals(archiveHead)) return { mediaType: await officeType(bytes), bytes };
  const found = await fileTypeFromBuffer(bytes.subarray(0, headBytes));
  switch (found?.mime) {
    case "image/jpeg":
    case "image/png":
    case "image/webp":
      return { mediaType: found.mime, bytes: await redrawPicture(bytes, found.mime) };
    case "application/pdf":
      checkPdf(bytes);
      return { mediaType: found.mime, bytes };
    case "application/x-cfb":
      throw badInput(
        "这是旧版 Office 文件，或设有打开密码。请取消密码，另存为 .docx 或 .xlsx 后再上传。",
        "file",
      );
    case undefined:
      checkText(bytes);
      return { mediaType: /\.csv$/i.test(name) ? "text/csv" : "text/plain", bytes };
    default:
      throw other(found?.ext);
  }
}

/** Whole, with nothing behind its end, and as far as can be read without unpacking without programs or packed files. */
function checkPdf(bytes: Buffer): void {
  const end = bytes.lastIndexOf("%%EOF");
  if (!bytes.subarray(0, 5).equals(Buffer.from("%PDF-")) || end < 0 || bytes.length - end > 1024)
    throw badInput("这个 PDF 不完整或已损坏。请重新导出后再上传。", "file");
  if (bytes.includes("PK\u0005\u0006", end)) throw other();
  if (["/JavaScript", "/Launch", "/EmbeddedFile", "/RichMedia"].some((name) => bytes.includes(name)))
    throw badInput("这个 PDF 里有脚本或内嵌的文件，已拒绝。请用“打印为 PDF”重新导出后再上传。", "file");
}

const markup = /<\s*(?:!doctype|html|head|body|script|svg|iframe|object|embed|\?xml|\?php)/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what plain text does not have
const controls = /[\u0000-\u0008\u000b\u000e-\u001a\u001c-\u001f]/;

/** Plain text in UTF-8 or GB 18030: no program, no page. */
function checkText(bytes: Buffer): void {
  const text = decoded(bytes, "utf-8") ?? decoded(bytes, "gb18030");
  if (text === undefined || controls.test(text)) throw other();
  if (markup.test(text) || /^\s*\{\\rtf/.test(text) || text.startsWith("#!"))
    throw badInput("文本里有网页或程序代码，已拒绝。请只留文字，或另存为 PDF 后再上传。", "file");
}

function decoded(bytes: Buffer, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
