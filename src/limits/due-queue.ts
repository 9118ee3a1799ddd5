/** What is looked at again at a certain time. */
interface Due {
  dueAt: number;
}

/** Keeps what is due soonest in front: a binary heap, in which no item is due before the one at half its place. */
export class DueQueue<Item extends Due> {
  readonly #items: Item[] = [];

  get first(): Item | undefined {
    return this.#items[0];
  }

  add(item: Item): void {
    let place = this.#items.length;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (this.#dueAt(above) <= item.dueAt) break;
      this.#move(above, place);
      place = above;
    }
    this.#items[place] = item;
  }

  removeFirst(): void {
    const last = this.#items.pop();
    if (last !== undefined && this.#items.length > 0) this.#sink(last);
  }

  postponeFirst(dueAt: number): void {
    const item = this.#items[0];
    if (item === undefined) return;
    item.dueAt = dueAt;
    this.#sink(item);
  }

  /** Puts `item` in the first place and then as far down as it belongs. */
  #sink(item: Item): void {
    let place = 0;
    for (;;) {
      const left = 2 * place + 1;
      const sooner = this.#dueAt(left + 1) < this.#dueAt(left) ? left + 1 : left;
      if (this.#dueAt(sooner) >= item.dueAt) break;
      this.#move(sooner, place);
      place = sooner;
    }
    this.#items[place] = item;
  }

  #dueAt(place: number): number {
    return this.#items[place]?.dueAt ?? Number.POSITIVE_INFINITY;
  }

  #move(from: number, to: number): void {
    this.#items[to] = this.#items[from] as Item;
  }
}
