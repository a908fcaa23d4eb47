import fc from "fast-check";
import neo4j from "neo4j-driver";
import { describe, expect, it } from "vitest";
import { fromPlain, type PlainValue, toPlain } from "../../server/graph/values.ts";

/** There and back again through JSON text, as in an archive. */
const travelled = (value: unknown): unknown =>
  fromPlain(JSON.parse(JSON.stringify(toPlain(value))) as PlainValue);

const { int, types } = neo4j;

describe("values in an archive", () => {
  it.each([
    ["an integer beyond 2^53", int("9223372036854775807")],
    ["the least integer", int("-9223372036854775808")],
    ["a float that is a whole number", 5],
    ["not a number", Number.NaN],
    ["minus zero", -0],
    ["infinity", Number.NEGATIVE_INFINITY],
    ["text with every kind of character", '链盟\n\u0000"\\ 𠮷'],
    ["bytes", Int8Array.from([0, -128, 127])],
    ["an empty list", []],
    ["a list of integers", [int(1), int(2)]],
    ["a long list of floats", Array.from({ length: 512 }, (_, i) => Math.sin(i))],
    ["a long list with a special float", [...Array(9).fill(0.5), Number.NaN, -0]],
    ["a duration", new types.Duration(int(14), int(3), int("9007199254740993"), int(999_999_999))],
    ["an instant with a zone", new types.DateTime(2026, 10, 25, 2, 30, 0, 1, 3600, "Europe/Berlin")],
    ["an instant with an offset", new types.DateTime(2026, 1, 1, 0, 0, 0, 0, -3600)],
    ["a point in space", new types.Point(int(9157), 1.5, -0, 3)],
    ["a vector of 32-bit floats", neo4j.vector(Float32Array.from([0.1, 0.2, 0.3]))],
    ["a vector of bytes", neo4j.vector(Int8Array.from([1, 2, 3]))],
  ])("keeps %s", (_, value) => {
    // The driver's own text tells apart what equality would not: 5 from 5.0, -0 from 0.
    expect(toPlain(travelled(value))).toEqual(toPlain(value));
    expect(travelled(value)?.constructor).toBe(value.constructor);
  });

  it("keeps any list of floats bit by bit", () => {
    fc.assert(
      fc.property(fc.array(fc.double()), (floats) => {
        const back = travelled(floats) as number[];
        expect(Buffer.from(Float64Array.from(back).buffer)).toEqual(
          Buffer.from(Float64Array.from(floats).buffer),
        );
      }),
    );
  });

  it("refuses a value that it does not know rather than lose it", () => {
    expect(() => toPlain(new Map())).toThrow("cannot archive");
    expect(() => fromPlain({ unheardOf: 1 })).toThrow("unknown kind of value");
  });
});
