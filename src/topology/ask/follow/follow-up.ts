import type { Signals } from '../plan/signals.ts';
import type { MeaningKind } from '../read/meanings.ts';
import { meaningOf, type NameClaim, type UnknownClaim } from '../read/reading.ts';
import type { BoundQuestion } from '../topology-answer.ts';

const isSmall = (signals: Signals, ...kinds: readonly MeaningKind[]): boolean =>
  signals.claims.every(
    (claim) =>
      claim.type === 'name' ||
      claim.type === 'unknown' ||
      (claim.type === 'phrase' &&
        claim.meanings.some(
          ({ kind }) =>
            kind === 'filler' ||
            kind === 'and' ||
            kind === 'continue' ||
            kind === 'be' ||
            kinds.includes(kind),
        )),
  );

/** “what about Y?”, “and Y?”: the last question with Y in place of its one name; null where it is no such message. */
export function sameAbout(signals: Signals, asked: BoundQuestion | null): BoundQuestion | null {
  const named = [...signals.names, ...signals.unknown];
  const opens = signals.has('continue') || meaningOf(signals.claims[0], 'and') !== undefined;
  const [name] = named;
  const [place] = asked?.bound ?? [];
  if (
    !asked ||
    !name ||
    !place ||
    named.length !== 1 ||
    asked.bound.length !== 1 ||
    !opens ||
    !isSmall(signals)
  )
    return null;
  if (name.type === 'name' && name.reference) return null;
  const written = nameText(name, signals);
  const text = asked.text.slice(0, place.start) + written + asked.text.slice(place.end);
  return { text, bound: [] };
}

/** With the noun that stands beside it: “the orders topic”. */
function nameText(name: NameClaim | UnknownClaim, { reading }: Signals): string {
  const [start, end] = [
    reading.words[name.from]?.start ?? name.start,
    reading.words[name.to - 1]?.end ?? name.end,
  ];
  return name.type === 'unknown' && name.isName
    ? `“${name.written}”`
    : reading.text.slice(Math.min(start, name.start), Math.max(end, name.end));
}

/** “and directly?”, “transitively”: the last question with that word. */
export function modified(signals: Signals, asked: BoundQuestion | null): BoundQuestion | null {
  if (!asked || signals.unknown.length > 0 || signals.names.some(({ reference }) => !reference)) return null;
  const word = signals.has('transitive') ? 'transitively' : signals.has('direct') ? 'directly' : null;
  if (word === null || !isSmall(signals, 'direct', 'transitive', 'ask')) return null;
  return { text: `${asked.text.replace(/[\s?.!]+$/, '')} ${word}`, bound: asked.bound };
}

/** “draw it”, “how many?”: the last question again, only told otherwise. */
export const isOnlyAbout = (signals: Signals, ask: 'draw' | 'count'): boolean =>
  signals.asks(ask) &&
  signals.unknown.length === 0 &&
  signals.names.every(({ reference }) => reference !== null) &&
  signals.claims.every(
    (claim) =>
      claim.type === 'name' ||
      (claim.type === 'phrase' &&
        claim.meanings.some(
          (meaning) =>
            (meaning.kind === 'ask' && (meaning.ask === ask || meaning.ask === 'list')) ||
            ['filler', 'and', 'be', 'aux', 'pronoun', 'of', 'in', 'to', 'continue'].includes(meaning.kind),
        )),
  );

/** “and who subscribes?” leaves out what was last spoken of. */
export const isElliptic = (signals: Signals): boolean =>
  signals.names.length === 0 &&
  signals.unknown.length === 0 &&
  signals.has('verb', 'role', 'property', 'affected', 'field', 'work') &&
  (meaningOf(signals.claims[0], 'and') !== undefined ||
    signals.has('continue') ||
    signals.reading.words.length <= 4);
