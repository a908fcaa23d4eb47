import { beforeAll, describe, expect, test } from "vitest";
import { type Examples, generate } from "../../seed/generator/generate.ts";
import { powerLawExponent, quantile } from "./shape.ts";

const today = "2026-06-15";

describe.each([300, 3000, 20_000])("the shape of %i example enterprises", (count) => {
  let examples: Examples;
  beforeAll(() => {
    examples = generate({ enterprises: count, seed: 7, today });
  });

  test("products an enterprise makes: median 13, 99th percentile 38", () => {
    const made = examples.enterprises
      .filter(({ occupies }) => occupies.length > 0)
      .map(({ produces }) => produces.length);
    expect(Math.abs(quantile(made, 0.5) - 13)).toBeLessThanOrEqual(1);
    expect(Math.abs(quantile(made, 0.99) - 38)).toBeLessThanOrEqual(count < 1000 ? 14 : 3);
  });

  test("a product is made from two others; how many use one falls off with exponent 2", () => {
    const users = new Map<string, number>();
    for (const product of examples.products) {
      expect(product.inputs.length).toBe(2);
      for (const { id } of product.inputs) users.set(id, (users.get(id) ?? 0) + 1);
    }
    expect(powerLawExponent([...users.values()], 2)).toBeGreaterThan(1.75);
    expect(powerLawExponent([...users.values()], 2)).toBeLessThan(2.25);
  });

  test("an enterprise's partners fall off with an exponent of 2.2 to 2.4", () => {
    const partners = new Map<string, number>();
    for (const { supplier, buyer } of examples.supplies)
      for (const { id } of [supplier, buyer]) partners.set(id, (partners.get(id) ?? 0) + 1);
    // The law is drawn exactly; what is left of it after pairing may stray at small numbers.
    const tolerance = count < 1000 ? 0.15 : 0.03;
    const exponent = powerLawExponent([...partners.values()], 1);
    expect(exponent).toBeGreaterThan(2.2 - tolerance);
    expect(exponent).toBeLessThan(2.4 + tolerance);
  });

  test("names have twelve characters in the middle, say 示例, and none comes twice", () => {
    const names = examples.enterprises.map(({ name }) => name);
    expect(
      quantile(
        names.map(({ length }) => length),
        0.5,
      ),
    ).toBe(12);
    expect(names.every((name) => name.includes("示例"))).toBe(true);
    expect(new Set(names).size).toBe(count);
  });

  test("the texts to be embedded stay few", () => {
    const texts = new Set([...examples.demands, ...examples.offers].map(({ text }) => text));
    expect(texts.size).toBeLessThan(5000);
  });
});
