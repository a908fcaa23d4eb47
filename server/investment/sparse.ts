/** Numbers for a few of many nodes: added up in place, read as pairs, cleared in the time of what was written. */
export class Sparse {
  readonly #values: Float64Array;
  readonly #seen: Uint8Array;
  #touched: number[] = [];

  constructor(size: number) {
    this.#values = new Float64Array(size);
    this.#seen = new Uint8Array(size);
  }

  add(node: number, value: number): void {
    if (this.#seen[node] === 0) {
      this.#seen[node] = 1;
      this.#touched.push(node);
    }
    this.#values[node] = (this.#values[node] as number) + value;
  }

  get(node: number): number {
    return this.#values[node] as number;
  }

  /** Nodes that were added to, in the order in which they first were. */
  get nodes(): readonly number[] {
    return this.#touched;
  }

  clear(): void {
    for (const node of this.#touched) {
      this.#values[node] = 0;
      this.#seen[node] = 0;
    }
    this.#touched = [];
  }

  /** The `most` greatest in no order: all, where there are no more. */
  some(most: number): readonly number[] {
    return this.#touched.length <= most ? this.#touched : this.best(most);
  }

  /** The `most` greatest, the greater first, of equals the lesser node first. */
  best(most: number, fits: (node: number) => boolean = () => true): number[] {
    const found = this.#touched.filter((node) => this.get(node) > 0 && fits(node));
    found.sort((a, b) => this.get(b) - this.get(a) || a - b);
    return found.length > most ? found.slice(0, most) : found;
  }
}
