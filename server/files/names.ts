import { longestName } from "./limits.ts";

/** Endings that a content's own is put in the place of. */
const knownEnding = /\.(?:jpe?g|png|webp|pdf|docx|xlsx|txt|csv)$/i;
/** Names that Windows keeps for devices, whatever their ending. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/**
 * A file's name made harmless: the last part of a path, without what cannot be seen or turns the direction of writing, without
 * signs that file systems give a meaning, at most 120 characters, and with the ending of its content.
 */
export function harmlessName(name: string, ending: string): string {
  const last = name.normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const plain = last
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, "")
    .replace(/[<>:"|?*%]/g, "_")
    .replace(/\p{Zs}+/gu, " ");
  const base = plain.replace(knownEnding, "").replace(/^[. ]+|[. ]+$/g, "");
  const safe = device.test(base) ? `_${base}` : base;
  const room = longestName - ending.length - 1;
  const cut = [...safe].slice(0, room).join("").trimEnd();
  return `${cut === "" ? "未命名" : cut}.${ending}`;
}
