import sharp from "sharp";
import { badInput } from "../errors.ts";
import type { MediaType } from "./contents.ts";
import { mostPixels } from "./limits.ts";

// Nothing but these is ever opened: the library could read much more, down to programs that draw.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: ["VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp"],
});
// One picture at a time takes one core, and none stays in memory.
sharp.concurrency(1);
sharp.cache(false);

const broken = () => badInput("这张图片不完整或已损坏，打不开。请重新拍摄或另存后再上传。", "file");

/**
 * A picture drawn anew from its pixels, upright: what the camera wrote beside them (place, device, time, preview) and
 * whatever else hangs on the file stays behind. @throws BAD_INPUT for what is broken, moves, or is too large
 */
export async function redrawPicture(bytes: Buffer, type: MediaType): Promise<Buffer> {
  const picture = sharp(bytes, { failOn: "error", limitInputPixels: false });
  const facts = await picture.metadata().catch(() => {
    throw broken();
  });
  if ((facts.pages ?? 1) > 1) throw badInput("暂不支持动图。请改传一张静止的图片。", "file");
  if (facts.width * facts.height > mostPixels)
    throw badInput(
      `图片的像素太多（${facts.width} × ${facts.height}）。请缩小到 ${mostPixels / 1_000_000} 百万像素以内再上传。`,
      "file",
    );
  const upright = picture.autoOrient();
  const drawn =
    type === "image/jpeg"
      ? upright.jpeg({ quality: 90 })
      : type === "image/png"
        ? upright.png()
        : upright.webp({ quality: 90 });
  return drawn.toBuffer().catch(() => {
    throw broken();
  });
}

/** Longest side of a small picture for lists, in pixels. */
const smallSide = 320;

/** A small picture for lists, as WebP. */
export const smallPicture = (bytes: Buffer): Promise<Buffer> =>
  sharp(bytes, { limitInputPixels: mostPixels })
    .resize(smallSide, smallSide, { fit: "inside", withoutEnlargement: true })
    .webp({ quality: 75 })
    .toBuffer();
