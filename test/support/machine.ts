import { fileURLToPath } from "node:url";

/** Root of the checkout. */
export const checkout = fileURLToPath(new URL("../..", import.meta.url));

/** Where jars and the model are kept: the same cache that `npm start` uses. */
export const cacheFolder =
  process.env.LIANMENG_CACHE ?? fileURLToPath(new URL("../../.cache", import.meta.url));

/** For databases that live for seconds: the quick compiler alone serves them best. */
export const quickJava = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"];
