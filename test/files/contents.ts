import sharp from "sharp";
import { zipOf } from "../imports/workbooks.ts";

/** Files as people send them, and as they should not. */

const typeOf = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
};
const mainOf = { docx: "word/document.xml", xlsx: "xl/workbook.xml" };

/** An office document with these parts beside its own. */
export function office(
  kind: "docx" | "xlsx",
  more: Record<string, string | Buffer> = {},
  contentType = typeOf[kind],
): Buffer {
  const types = `<Types><Override PartName="/${mainOf[kind]}" ContentType="${contentType}"/></Types>`;
  const parts = { "[Content_Types].xml": types, [mainOf[kind]]: "<x/>", ...more };
  return zipOf(Object.entries(parts).map(([name, bytes]) => ({ name, bytes: Buffer.from(bytes) })));
}

/** A small PDF that says `text` inside. */
export const pdf = (text = ""): Buffer =>
  Buffer.from(`%PDF-1.4\n1 0 obj <</Type/Catalog ${text}>> endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`);

/** A photo as a telephone writes it: lying on its side, with the place where it was taken. */
export const photo = (colour = "#b02020", format: "jpeg" | "png" | "webp" = "jpeg"): Promise<Buffer> =>
  sharp({ create: { width: 60, height: 40, channels: 3, background: colour } })
    .withExif({
      IFD0: { Model: "secret-camera" },
      IFD3: { GPSLatitudeRef: "N", GPSLatitude: "29/1 51/1 0/1", GPSLongitude: "106/1 3/1 0/1" },
    })
    .withMetadata({ orientation: 6 })
    .toFormat(format)
    .toBuffer();

/** A picture of noise of about so many bytes. */
export async function noise(bytes: number): Promise<Buffer> {
  const side = Math.ceil(Math.sqrt(bytes / 3));
  const pixels = Buffer.alloc(side * side * 3);
  let seed = 7;
  for (let i = 0; i < pixels.length; i += 1) {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    pixels[i] = seed >>> 24;
  }
  return sharp(pixels, { raw: { width: side, height: side, channels: 3 } })
    .png({ compressionLevel: 0 })
    .toBuffer();
}
