import { fileURLToPath } from "node:url";

/** Root of the checkout. */
export const checkout = fileURLToPath(new URL("../..", import.meta.url));

/** Where jars and the model are kept: the same cache that `npm start` uses. */
export const cacheFolder =
  process.env.LIANMENG_CACHE ?? fileURLToPath(new URL("../../.cache", import.meta.url));
