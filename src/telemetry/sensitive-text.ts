import type { SensitiveKind } from '../core/sensitive-kind.ts';
import { findAssignedSecrets } from './sensitive/find-assigned-secrets.ts';
import { findCards } from './sensitive/find-cards.ts';
import { findEmails } from './sensitive/find-emails.ts';
import { findIps } from './sensitive/find-ips.ts';
import { findPhones } from './sensitive/find-phones.ts';
import { TOKEN_FINDERS } from './sensitive/find-tokens.ts';
import { type Finder, joinSpans, type Span } from './sensitive/span.ts';

/** A piece of a text that not everybody gets to see. */
export interface SensitiveSpan extends Span {
  readonly kind: SensitiveKind;
}

const SECRET_FINDERS: readonly Finder[] = [...TOKEN_FINDERS, findAssignedSecrets];

/** In the order in which they win where two of them want the same characters. */
const FINDERS: readonly (readonly [kind: SensitiveKind, find: Finder])[] = [
  ['secrets', (text) => joinSpans(SECRET_FINDERS.flatMap((find) => find(text)))],
  ['cards', findCards],
  ['emails', findEmails],
  ['phones', findPhones],
  ['ips', findIps],
];

/**
 * Finds what is of one of the kinds, in the order of the text and without overlaps. Hashes, ids of traces and
 * resources, dates, versions and counts are none. Takes time that grows with the length of the text only.
 */
export function findSensitive(text: string, kinds: readonly SensitiveKind[]): readonly SensitiveSpan[] {
  let found: readonly SensitiveSpan[] = [];
  for (const [kind, find] of FINDERS) {
    if (kinds.includes(kind)) found = withMore(found, find(text), kind);
  }
  return found;
}

/** Adds those of `more` that touch none of `found`; both are in order. */
function withMore(
  found: readonly SensitiveSpan[],
  more: readonly Span[],
  kind: SensitiveKind,
): SensitiveSpan[] {
  const merged: SensitiveSpan[] = [];
  let next = 0;
  for (const { start, end } of more) {
    for (let span = found[next]; span && span.end <= start; span = found[++next]) merged.push(span);
    const isFree = (found[next]?.start ?? end) >= end;
    if (isFree) merged.push({ start, end, kind });
  }
  return [...merged, ...found.slice(next)];
}
