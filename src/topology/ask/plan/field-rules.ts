import { type Claim, meaningOf, type NameClaim } from '../read/reading.ts';
import { chooseAll } from './choose-all.ts';
import type { Rule } from './rule.ts';
import type { Signals } from './signals.ts';

const KINDS = [
  'field',
  'type',
  'required',
  'verb',
  'noun',
  'have',
  'be',
  'in',
  'any',
  'all',
  'property',
  'role',
  'how',
] as const;

const isStop = (claim: Claim | undefined, { reading }: Signals): true | undefined =>
  meaningOf(claim, 'filler') && STOP.test(reading.words[claim?.from ?? 0]?.lower ?? '') ? true : undefined;

const FIELD_NAME = /^[\p{L}\p{N}_$][\p{L}\p{N}_$.[\]-]{0,99}$/u;

/** The words that name a field: unknown ones, or those beside the word “field”. */
function fieldClaim(signals: Signals): { claim: Claim; text: string } | undefined {
  const textOf = (claim: Claim): string => {
    const [start, end] = [
      signals.reading.words[claim.from]?.start ?? 0,
      signals.reading.words[claim.to - 1]?.end ?? 0,
    ];
    const rest = /^[\w$.[\]-]*/.exec(signals.reading.text.slice(end))?.[0] ?? '';
    return (signals.reading.text.slice(start, end) + rest).replace(/\.+$/, '');
  };
  const [unknown] = signals.unknown;
  if (unknown && signals.unknown.length === 1) {
    const text = textOf(unknown);
    return FIELD_NAME.test(text) ? { claim: unknown, text } : undefined;
  }
  for (const { claim } of signals.all('field')) {
    if (!/^(?:field|attribute|property|column)$/.test(signals.reading.words[claim.from]?.lower ?? ''))
      continue;
    const next = signals.claims[signals.claims.indexOf(claim) + 1];
    const isGrammar =
      meaningOf(next, 'of') ?? meaningOf(next, 'in') ?? meaningOf(next, 'be') ?? isStop(next, signals);
    if (!next || isGrammar || (next.type === 'phrase' && meaningOf(next, 'have'))) continue;
    const text = textOf(next);
    if (FIELD_NAME.test(text)) return { claim: next, text };
  }
  const plainWord = plainFieldWord(signals);
  if (plainWord) return { claim: plainWord, text: textOf(plainWord) };
  const other = besideMessage(signals);
  return other ? { claim: other, text: textOf(other) } : undefined;
}

const STOP =
  /^(?:a|an|the|please|me|us|i|we|you|our|my|your|this|that|as|for|with|at|its|up|about|also|some|then|so|well|there|here|project|which|tell|know)$/;

/** “type of total in order.created”: a word that says nothing elsewhere is the field. */
function plainFieldWord(signals: Signals): Claim | undefined {
  // “required” is a verb too.
  const isSaid =
    signals.has('role') || signals.all('verb').some(({ claim }) => !meaningOf(claim, 'required'));
  const isAsked = signals.has('field', 'type', 'required') && signals.names.length === 1 && !isSaid;
  if (!isAsked) return undefined;
  const words = signals
    .all('filler')
    .filter(
      ({ claim }) =>
        claim.to === claim.from + 1 && !STOP.test(signals.reading.words[claim.from]?.lower ?? ''),
    );
  return words.length === 1 ? words[0]?.claim : undefined;
}

/** “is email required in order.created” where a service is called so: beside a message it is a field. */
function besideMessage(signals: Signals): NameClaim | undefined {
  if (!signals.has('field', 'type', 'required') || signals.has('role')) return undefined;
  const others = signals.names.filter((name) => !isOf([name]));
  const isAsked = signals.isYesNo || signals.has('type', 'required');
  return isAsked && others.length === 1 && signals.names.length === 2 ? others[0] : undefined;
}

/** “the field total”, “the total field”; not “fields of total”. */
function isBesideField(claim: Claim, signals: Signals): boolean {
  const at = signals.claims.indexOf(claim);
  return [signals.claims[at - 1], signals.claims[at + 1]].some(
    (next) => meaningOf(next, 'field') !== undefined,
  );
}

/** Whether one of the names is surely of a message: its best reading, or what a noun says. */
const isOf = (names: readonly NameClaim[]): boolean =>
  names.some(({ candidates, kinds, reference }) => {
    if (kinds) return kinds.includes('message');
    const nodes =
      reference?.groups.flat() ??
      candidates.filter(({ tier }) => tier === candidates[0]?.tier).map(({ node }) => node);
    return nodes.some(({ kind }) => kind === 'message');
  });

/** “fields of M”, “what does an M message contain”, “type of field F of M”, “which messages carry field F”. */
export const fieldRule: Rule = (signals) => {
  const contains = signals.all('verb').some(({ meaning }) => meaning.relation === 'contain');
  const field = fieldClaim(signals);
  const names = signals.names.filter((name) => name !== field?.claim);
  const isAsked = signals.has('field') || (contains && isOf(names));
  const isIn = signals.has('in') && names.some(({ kinds }) => kinds?.includes('message'));
  const isTyped = field !== undefined && signals.has('type', 'required') && names.length > 0;
  const isOnlyHeld =
    signals.all('verb').every(({ meaning }) => meaning.relation === 'contain') && !signals.has('role');
  const holds =
    field !== undefined &&
    isOnlyHeld &&
    (contains || signals.has('have') || (signals.isYesNo && signals.has('in'))) &&
    names.length > 0 &&
    isOf(names);
  const carries = field !== undefined && names.length === 0 && contains && signals.kinds?.includes('message');
  if (!isAsked && !isIn && !isTyped && !holds && !carries) return undefined;
  if (names.length === 0) {
    if (!field || !(carries || isBesideField(field.claim, signals))) return undefined;
    return { plan: { kind: 'field use', field: field.text }, kinds: KINDS, used: [field.claim] };
  }
  const chosen = chooseAll(names, ['message', 'topic'], ['message', 'topic', 'api', 'service']);
  if ('refused' in chosen) return chosen;
  const used = [...names, ...(field ? [field.claim] : [])];
  if (field)
    return {
      plan: {
        kind: 'field',
        of: chosen.nodes,
        field: field.text,
        isYesNo: signals.isYesNo && !signals.has('required'),
      },
      kinds: KINDS,
      used,
    };
  const requiredOnly = signals.has('required');
  const counts = signals.asks('count');
  return { plan: { kind: 'fields', of: chosen.nodes, requiredOnly, counts }, kinds: KINDS, used };
};
