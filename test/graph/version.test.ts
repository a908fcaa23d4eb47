import { describe, expect, it } from "vitest";
import { checkVersion } from "../../server/graph/version.ts";

describe("the version of the database", () => {
  it.each(["5.26.0", "5.26.12", "5.27-aura", "2025.06.1", "2026.10.0", "6.0", "enterprise"])(
    "%s is taken",
    (version) => {
      expect(() => checkVersion(version)).not.toThrow();
    },
  );
  it.each(["5.25.1", "5.9.0", "4.4.38", "3.5"])("%s is refused with what to do", (version) => {
    expect(() => checkVersion(version)).toThrow(`图数据库的版本是 ${version}，链盟需要 5.26 或更新的版本`);
  });
});
