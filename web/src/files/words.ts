import type { AttachmentKind } from "../generated/graphql.ts";

/** What an attachment is to the thing. */
export const attachmentKinds: Record<AttachmentKind, string> = {
  material: "材料",
  photo: "照片",
  notice: "签字件",
};

const types: Record<string, string> = {
  "image/jpeg": "图片",
  "image/png": "图片",
  "image/webp": "图片",
  "application/pdf": "PDF",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel",
  "text/plain": "文本",
  "text/csv": "CSV 表格",
};

/** What a content is called. */
export const typeWord = (mediaType: string): string => types[mediaType] ?? "文件";

export const isPicture = (mediaType: string): boolean => mediaType.startsWith("image/");

/** What the chooser of files offers; the server looks at the contents. HEIC is left out, so that telephones turn it into JPEG. */
export const accepted = "image/jpeg,image/png,image/webp,.pdf,.docx,.xlsx,.txt,.csv";

/** A number of bytes as people read it: 860 KB, 3.2 MB. */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} 字节`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`;
  return `${Math.round(bytes / 100_000) / 10} MB`;
}

/** Why a file need not be sent at all; undefined when it may be. */
export function problemOf(file: { name: string; size: number }, mostBytes: number): string | undefined {
  if (file.size === 0) return "这个文件是空的，请重新选择。";
  if (file.size > mostBytes)
    return `文件有 ${fileSize(file.size)}，最大 ${fileSize(mostBytes)}。请压缩、缩小或分成几个文件后再上传。`;
  return undefined;
}
