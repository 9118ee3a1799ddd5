import type { Judged } from '../read/judge-statements.ts';
import { quantitiesOf } from '../read/quantities-of.ts';
import type { Quantity } from '../read/quantity.ts';
import { OPEN_LIST, UNDECIDED, type VagueKind, vagueWords } from '../vocabulary/vague-words.ts';

/** A vague word of a statement, exactly as written, and its offset there. */
export interface VagueTerm {
  readonly kind: VagueKind;
  readonly text: string;
  readonly start: number;
}

const SIGNS: readonly (readonly [kind: VagueKind, sign: RegExp])[] = [
  [UNDECIDED, /\?{2,}/],
  [OPEN_LIST, /(?<=[\p{L}\p{N},]\s?)(?:\.{3}|…)/u],
];

/** What follows “several …” and tells which. */
const TOLD_AFTER = /^[^.;]{0,40}?(?:\(|:|\bsuch as\b|\bnamely\b|\bincluding\b|\bfor example\b|\be\.g\.)/i;
const NEAR_CHARACTERS = 90;

/** Words in quotation marks are names. */
const isQuoted = (before: string): boolean =>
  (before.split('"').length - 1) % 2 === 1 || before.lastIndexOf('“') > before.lastIndexOf('”');

function isMeant(statement: Judged, { kind, start, text }: VagueTerm): boolean {
  const after = statement.text.slice(start + text.length, start + text.length + NEAR_CHARACTERS);
  if (kind.onlyInGoals && statement.kind !== 'goal') return false;
  if (kind.onlyBeforeNumber && !/^\s?~?[$€£]?\d/.test(after)) return false;
  if (kind.name === 'amount' && TOLD_AFTER.test(after)) return false;
  if (kind.explainedBy && statement.words.some(({ lower }) => kind.explainedBy?.includes(lower)))
    return false;
  return !isQuoted(statement.text.slice(0, start));
}

/** Each amount makes the nearest word measurable that it can measure. */
function unmeasured(terms: readonly VagueTerm[], quantities: readonly Quantity[]): VagueTerm[] {
  const measured = new Set<VagueTerm>();
  for (const { dimension, start } of quantities) {
    const [base = ''] = dimension.replace('working ', '').split(' ');
    const distance = (term: VagueTerm): number => Math.abs(term.start - start);
    const fitting = terms
      .filter(
        (term) =>
          term.kind.measuredBy.includes(base) && distance(term) <= NEAR_CHARACTERS && !measured.has(term),
      )
      .toSorted((a, b) => distance(a) - distance(b));
    if (fitting[0]) measured.add(fitting[0]);
  }
  return terms.filter((term) => !measured.has(term));
}

/** Words of a goal or requirement that no test can check as they stand, in their order. */
export function findVagueTerms(statement: Judged): VagueTerm[] {
  const { text, words, kind } = statement;
  if (!/^(?:requirement|constraint|goal|open)$/.test(kind)) return [];
  const phrases = vagueWords.find(words).flatMap(({ from, to, value }): VagueTerm[] => {
    const [first, last] = [words[from], words[to - 1]];
    return value && first && last
      ? [{ kind: value, text: text.slice(first.start, last.end), start: first.start }]
      : [];
  });
  const signs = SIGNS.flatMap(([sign, pattern]): VagueTerm[] => {
    const match = pattern.exec(text);
    return match ? [{ kind: sign, text: match[0], start: match.index }] : [];
  });
  const meant = [...phrases, ...signs].filter((term) => isMeant(statement, term));
  const undecidedOnly = kind === 'open' ? meant.filter((term) => term.kind.grade === 'undecided') : meant;
  if (undecidedOnly.length === 0) return [];
  return unmeasured(undecidedOnly, quantitiesOf(statement)).sort((a, b) => a.start - b.start);
}
