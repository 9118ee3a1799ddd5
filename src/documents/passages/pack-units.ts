import type { TextRange } from './cut-text.ts';
import { type Cutting, partsOf, type TextUnit } from './text-unit.ts';

/** A run of units that is to be a passage. */
export interface Chunk extends TextRange {
  readonly tokens: number;
  readonly path: readonly string[];
  readonly hasOnlyHeadings: boolean;
}

/** Puts units together to chunks of about the wanted size, and cuts those that are too large for one. */
export function* packUnits(units: Iterable<TextUnit>, cutting: Cutting): Generator<Chunk> {
  for (const group of groupUnits(units, cutting)) yield* settle(group, cutting);
}

/** What was put together by estimates may hold too much once it is measured: then it is packed again, by what it really holds. */
function* settle(group: readonly TextUnit[], cutting: Cutting): Generator<Chunk> {
  const [first, last] = [group[0], group.at(-1)];
  if (!first || !last) return;
  const range = { start: first.start, end: last.end };
  const tokens = cutting.meter.measure(range.start, range.end);
  if (tokens > cutting.mostTokens && (group.length > 1 || partsOf(first, cutting))) {
    const summed = group.reduce((sum, unit) => sum + unit.tokens, 0);
    const factor = Math.max(1.05, (1.05 * tokens) / summed);
    yield* packUnits(
      group.map((unit) => ({
        ...unit,
        scale: unit.scale * factor,
        tokens: Math.ceil(unit.tokens * factor),
      })),
      cutting,
    );
  } else yield { ...range, tokens, path: last.path, hasOnlyHeadings: group.every(({ level }) => level > 0) };
}

/** Units that wait for their passage to end. */
class Held {
  #units: TextUnit[] = [];
  tokens = 0;

  get last(): TextUnit | undefined {
    return this.#units.at(-1);
  }

  get isEmpty(): boolean {
    return this.#units.length === 0;
  }

  /** How many units at its end lead to what follows. */
  get leading(): number {
    return this.#units.length - 1 - this.#units.findLastIndex(({ leads }) => !leads);
  }

  get onlyLeads(): boolean {
    return this.leading === this.#units.length;
  }

  add(unit: TextUnit): void {
    this.#units.push(unit);
    this.tokens += unit.tokens;
  }

  /** Takes out all but the last `keep`. */
  take(keep: number): TextUnit[] {
    const taken = this.#units.splice(0, this.#units.length - keep);
    this.tokens = this.#units.reduce((sum, { tokens }) => sum + tokens, 0);
    return taken;
  }
}

function* groupUnits(units: Iterable<TextUnit>, cutting: Cutting): Generator<TextUnit[]> {
  const held = new Held();
  for (const added of units) {
    const waiting = [added];
    for (let unit = waiting.pop(); unit; unit = waiting.pop()) {
      const step = nextStep(held, unit, cutting);
      if (step.kind === 'cut') for (const part of step.parts.toReversed()) waiting.push(part);
      else if (step.kind === 'take') held.add(unit);
      else {
        yield held.take(step.keep);
        waiting.push(unit);
      }
    }
  }
  if (!held.isEmpty) yield held.take(0);
}

type Step =
  | { readonly kind: 'take' }
  /** Ends the passage; its last `keep` units lead to the next one and begin it. */
  | { readonly kind: 'end'; readonly keep: number }
  | { readonly kind: 'cut'; readonly parts: readonly TextUnit[] };

function nextStep(held: Held, unit: TextUnit, cutting: Cutting): Step {
  const { wantedTokens, mostTokens } = cutting;
  if (!held.isEmpty && unit.opens && !isBelow(unit, held.last)) return { kind: 'end', keep: 0 };
  const total = held.tokens + unit.tokens;
  const isCloser = total - wantedTokens <= wantedTokens - held.tokens;
  const { onlyLeads } = held;
  if (total <= mostTokens && (onlyLeads || isCloser)) return { kind: 'take' };
  if (!onlyLeads) return { kind: 'end', keep: held.leading };
  // Where the lead-in alone is long enough, what follows need not be cut to stay with it.
  const parts = held.tokens <= wantedTokens ? partsOf(unit, cutting) : null;
  if (parts) return { kind: 'cut', parts };
  return held.isEmpty ? { kind: 'take' } : { kind: 'end', keep: 0 };
}

/** A heading directly below an outer one, which has no text of its own. */
const isBelow = (unit: TextUnit, before: TextUnit | undefined): boolean =>
  before !== undefined && before.level > 0 && unit.level > before.level;
