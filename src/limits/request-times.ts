/** The times of a bucket's requests, oldest first. Adding and forgetting cost constant time each, taken together. */
export class RequestTimes {
  #times: number[] = [];
  /** So many at the beginning are forgotten. */
  #forgotten = 0;

  get count(): number {
    return this.#times.length - this.#forgotten;
  }

  /** The time of one of the `count` requests, 0 being the oldest. */
  at(index: number): number {
    return this.#times[this.#forgotten + index] as number;
  }

  /** `time` is no earlier than those added before. */
  add(time: number): void {
    this.#times.push(time);
  }

  /** Forgets what is at least `ageMs` old at `now`. */
  forgetOlder(now: number, ageMs: number): void {
    while (this.count > 0 && this.at(0) + ageMs <= now) this.#forgotten++;
    // Half of it is free: copying the rest costs no more than forgetting did.
    if (this.#forgotten > this.count) {
      this.#times = this.#times.slice(this.#forgotten);
      this.#forgotten = 0;
    }
  }
}
