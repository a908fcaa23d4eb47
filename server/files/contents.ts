/** Contents that are kept, by media type, with the ending that their names get. */
export const endings = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "application/pdf": "pdf",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
  "text/plain": "txt",
  "text/csv": "csv",
} as const;
export type MediaType = keyof typeof endings;

export const mediaTypes = Object.keys(endings) as [MediaType, ...MediaType[]];

/** Whether a content is a picture: shown in pages, and freed of what a camera writes beside it. */
export const isPicture = (type: string): boolean => type.startsWith("image/");

/** Said of what is none of them. */
export const acceptedWords = "图片（jpg、png、webp）、PDF、Word（.docx）、Excel（.xlsx）、文本（.txt、.csv）";
