/**
 * Names under which a connection keeps statements parsed and planned. A text gets its name when it is seen for the
 * second time, so that generated texts do not fill the server's memory; at most `capacity` texts are named.
 */
export class StatementNames {
  readonly #capacity: number;
  readonly #names = new Map<string, string>();
  readonly #seenOnce = new Set<string>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** The name for `sql`; undefined when it is to be sent unnamed. */
  of(sql: string): string | undefined {
    const name = this.#names.get(sql);
    if (name !== undefined) return name;
    if (this.#names.size >= this.#capacity) return undefined;
    if (this.#seenOnce.delete(sql)) {
      const next = `s${this.#names.size}`;
      this.#names.set(sql, next);
      return next;
    }
    if (this.#seenOnce.size >= this.#capacity) this.#seenOnce.clear();
    this.#seenOnce.add(sql);
    return undefined;
  }
}
