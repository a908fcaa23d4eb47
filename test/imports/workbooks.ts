import { crc32, deflateRawSync } from "node:zlib";
import { CFB, utils, write } from "@e965/xlsx";

/** A workbook with one sheet of these rows. */
export function workbook(rows: readonly (readonly unknown[])[]): Buffer {
  const sheet = utils.aoa_to_sheet(rows as unknown[][]);
  return write(utils.book_new(sheet, "一"), { type: "buffer", bookType: "xlsx" }) as Buffer;
}

/** Rows as a CSV file in UTF-8. */
export const csvFile = (rows: readonly (readonly string[])[]): Buffer =>
  Buffer.from(rows.map((cells) => cells.join(",")).join("\n"));

/** What a workbook with a password is: a compound file with the encrypted package in it. */
export function encrypted(): Buffer {
  const file = CFB.utils.cfb_new();
  CFB.utils.cfb_add(file, "/EncryptionInfo", Buffer.alloc(64, 1));
  CFB.utils.cfb_add(file, "/EncryptedPackage", Buffer.alloc(4096, 2));
  return Buffer.from(CFB.write(file, { type: "buffer" }) as Buffer);
}

interface Part {
  name: string;
  bytes: Buffer;
  /** The unpacked size that the archive claims, where it lies. */
  declared?: number;
}

/** A zip archive by hand: no library makes one that lies. */
export function zipOf(parts: readonly Part[]): Buffer {
  const written: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes, declared = bytes.length } of parts) {
    const packed = deflateRawSync(bytes, { level: 6 });
    const path = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(checksum(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(declared, 18);
    common.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004", "latin1"), common, path, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([Buffer.from("PK\u0001\u0002", "latin1"), Buffer.from([20, 0]), common, tail, path]),
    );
    written.push(local);
    offset += local.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(index.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...written, index, Buffer.from("PK\u0005\u0006", "latin1"), end]);
}

const checksum = (bytes: Buffer): number => crc32(bytes);
