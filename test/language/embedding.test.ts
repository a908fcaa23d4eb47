import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type Embedder, loadEmbedder } from "../../server/language/embedding.ts";
import { runProgram } from "../../server/setup/system.ts";
import { checkout } from "../support/machine.ts";
import { modelDirectory } from "../support/model.ts";

const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);
const bytes = (vector: Float32Array | undefined): string => Array.from(vector ?? []).join();

describe("embedding Chinese texts", () => {
  let embedder: Embedder;
  beforeAll(async () => {
    embedder = await loadEmbedder(await modelDirectory());
  });

  it("gives unit vectors of 512 numbers under the model's name", async () => {
    const vector = await embedder.embed("链上企业融资难");
    expect(vector).toHaveLength(512);
    expect(dot(vector, vector)).toBeCloseTo(1, 5);
    expect(embedder.model).toBe("bge-small-zh-v1.5-q");
  });

  it("leaves nothing in the home of whoever runs it: the library reports to nobody", async () => {
    const home = await mkdtemp(join(tmpdir(), "lianmeng-home-"));
    const library = JSON.stringify(join(checkout, "server/language/embedding.ts"));
    const model = JSON.stringify(await modelDirectory());
    const script = `const { loadEmbedder } = await import(${library}); await (await loadEmbedder(${model})).embed("企业");`;
    try {
      const { code, output } = await runProgram(
        process.execPath,
        ["--import", "tsx", "--input-type=module", "-e", script],
        { cwd: checkout, env: { PATH: process.env.PATH, HOME: home } },
      );
      expect({ code, output }).toEqual({ code: 0, output: "" });
      expect(await readdir(home, { recursive: true })).toEqual([]);
    } finally {
      await rm(home, { recursive: true, force: true });
    }
  });

  it("puts the answer to a need nearer than something else", async () => {
    const [need, answer, other] = await Promise.all(
      ["缺少流动资金", "银行提供小微企业贷款", "羽毛球比赛"].map((text) => embedder.embed(text)),
    );
    if (!need || !answer || !other) throw new Error("three vectors expected");
    expect(dot(need, answer)).toBeGreaterThan(dot(need, other) + 0.05);
  });

  it("repeats byte for byte, also among other requests and after a reload", async () => {
    const first = await embedder.embed("缺少熟练技工");
    const fresh = await loadEmbedder(await modelDirectory());
    const crowd = await Promise.all(
      ["车位", "缺少熟练技工", "一".repeat(300)].map((text) => fresh.embed(text)),
    );
    expect(bytes(crowd[1])).toEqual(bytes(first));
  });

  it("cuts long texts at 512 tokens instead of failing, and takes an empty or odd one", async () => {
    const long = await embedder.embed("招工难".repeat(30_000));
    expect(bytes(long)).toEqual(bytes(await embedder.embed("招工难".repeat(20_000))));
    for (const text of ["", "\u0000$`\ud800"]) {
      const vector = await embedder.embed(text);
      expect(vector.every(Number.isFinite)).toBe(true);
    }
  });
});

describe("without a model", () => {
  it("says which file cannot be read", async () => {
    const empty = await mkdtemp(join(tmpdir(), "no-model-"));
    await expect(loadEmbedder(empty)).rejects.toThrow(/cannot read .*bge-small-zh-v1\.5-q/);
    await rm(empty, { recursive: true });
  });
});
