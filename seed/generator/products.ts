import { cumulate, weightedIndex } from "./powerLaw.ts";
import type { Random } from "./random.ts";
import type { Position, Setting } from "./setting.ts";

export interface ExampleProduct {
  id: string;
  name: string;
  positionId: string;
  /** The broader kind it belongs to; itself where it is one. */
  kind: string;
  kindName: string;
  /** Products it is made from. */
  inputs: ExampleProduct[];
}

const inputsEach = 2;

/**
 * Products of every position: the kinds, and finer kinds of them by the number of enterprises. Each is made from two
 * others of the positions before it; how many use one follows a power law of exponent 2 (p(k) ∝ k^-2).
 */
export function generateProducts(setting: Setting, enterprises: number, random: Random): ExampleProduct[] {
  const finer = Math.min(setting.productModifiers.length, 2 + Math.floor(enterprises / 2500));
  const products: ExampleProduct[] = [];
  for (const position of setting.positions) {
    for (const [i, kindName] of (setting.productNames[position.id] ?? []).entries()) {
      const kind = `example-product-${position.id.slice("position-".length)}-${i + 1}`;
      for (const [j, modifier] of ["", ...setting.productModifiers.slice(0, finer)].entries()) {
        const id = j === 0 ? kind : `${kind}-${j}`;
        products.push({ id, name: modifier + kindName, positionId: position.id, kind, kindName, inputs: [] });
      }
    }
  }
  chooseInputs(setting.positions, products, random);
  return products;
}

interface Pool {
  products: ExampleProduct[];
  cumulative: number[];
}

const mostTries = 1000;

function chooseInputs(positions: Position[], products: ExampleProduct[], random: Random): void {
  // A weight of density w^-2 makes the number of users follow the same law (static model of scale-free networks).
  const weights = new Map(products.map((product) => [product, 1 / (1 - random.next())]));
  const poolOf = (accepts: (position: Position) => boolean): Pool => {
    const accepted = new Set(positions.filter(accepts).map((position) => position.id));
    const members = products.filter((product) => accepted.has(product.positionId));
    return { products: members, cumulative: cumulate(members.map((member) => weights.get(member) ?? 0)) };
  };
  for (const position of positions) {
    const feeding = poolOf((other) => position.fedBy.includes(other.id));
    const sameChain = poolOf((other) => other.chainId === position.chainId && other.order <= position.order);
    for (const product of products.filter((made) => made.positionId === position.id)) {
      // Where everybody near already takes this product, nothing is left for it to be made from: it has fewer inputs then.
      for (let tries = 0; product.inputs.length < inputsEach && tries < mostTries; tries += 1) {
        const pool = feeding.products.length > 0 && random.chance(0.8) ? feeding : sameChain;
        const input = pool.products[weightedIndex(pool.cumulative, random.next())];
        if (input && input !== product && !product.inputs.includes(input) && !input.inputs.includes(product))
          product.inputs.push(input);
      }
    }
  }
}
