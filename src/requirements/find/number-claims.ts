import type { Judged } from '../read/judge-statements.ts';
import { quantitiesOf } from '../read/quantities-of.ts';
import type { Quantity } from '../read/quantity.ts';
import { readWords, type Word } from '../read/words.ts';
import { conditionWords, type Measure, measureWords, sameMeasure } from '../vocabulary/content-words.ts';
import { vagueWords } from '../vocabulary/vague-words.ts';
import { type Clause, clausesOf } from './clauses.ts';
import { headingTerms, isGeneral, termsOf } from './subject-terms.ts';

/** An amount with what it is an amount of. */
export interface NumberClaim {
  readonly clause: Clause;
  readonly statement: Judged;
  /** As its verb means it. */
  readonly quantity: Quantity;
  /** As it is written. */
  readonly stated: Quantity;
  readonly measure: Measure | null;
  readonly subject: ReadonlySet<string>;
  /** Subject and headings. */
  readonly full: ReadonlySet<string>;
  readonly area: ReadonlySet<string>;
  /** Other amounts beside it, as conditions: “for files of 10 MB”. */
  readonly conditions: ReadonlyMap<string, number>;
}

export const [LATENCY = [], LIFE = []]: readonly (readonly (Measure | null)[])[] = sameMeasure;

/** What the verb makes of a bare number: “respond in 2 s” is a most, “keep for 30 days” a least. */
function meant(quantity: Quantity, measure: Measure | null, text: string): Quantity {
  const { dimension, bound } = quantity;
  const most = (): Quantity => ({ ...quantity, bound: 'most', low: -Infinity });
  const least = (value: number): Quantity => ({ ...quantity, bound: 'least', low: value, high: Infinity });
  const isTime = dimension.endsWith('time');
  if (isTime && bound === 'exact' && LATENCY.includes(measure)) return most();
  if (isTime && bound === 'exact' && measure === 'delete') return most();
  if (isTime && bound === 'exact' && measure === 'keep') return least(quantity.low);
  if (dimension === 'percent' && bound === 'exact' && measure === 'uptime') return least(quantity.low);
  const upTo = /\bup to\s*$/i.test(text.slice(Math.max(0, quantity.start - 8), quantity.start));
  if (dimension.startsWith('count') && measure === 'capacity' && (bound === 'exact' || upTo))
    return least(quantity.high);
  return quantity;
}

interface Named {
  readonly measure: Measure;
  readonly words: ReadonlySet<Word>;
}

const MEASURED = /^(?:working )?time$|^percent$|^date$|^day of year$|^count /;

/** The measure named nearest before the amount, else after it, with every word that names it. */
function measureOf({ words, subject }: Clause, { dimension, start }: Quantity): Named | null {
  if (!MEASURED.test(dimension)) return null;
  const all = [...subject.filter((word) => !words.includes(word)), ...words];
  const found = measureWords
    .find(all)
    .filter(({ value }) => dimension.startsWith('count') === (value === 'capacity'));
  const nearest = found.filter(({ from }) => (all[from]?.start ?? 0) < start).at(-1) ?? found[0];
  if (!nearest) return null;
  const named = found.filter(({ value }) => value === nearest.value);
  return { measure: nearest.value, words: new Set(named.flatMap(({ from, to }) => all.slice(from, to))) };
}

/** “Fast, within 2 seconds”: how it is called is no part of what it is. */
const vagueIn = (words: readonly Word[]): ReadonlySet<Word> =>
  new Set(
    vagueWords.find(words).flatMap(({ from, to, value }) => (value === null ? [] : words.slice(from, to))),
  );

/** “After” right before an amount belongs to the amount and is no condition. */
const leadsTo = (text: string, word: Word, { start }: Quantity): boolean =>
  conditionWords.has(word.lower) && start > word.end && text.slice(word.end, start).trim() === '';

const inside = (word: Word, { start, end }: Quantity): boolean => word.start >= start && word.end <= end;

function claimOf(
  clause: Clause,
  quantity: Quantity,
  others: readonly Quantity[],
  area: ReadonlySet<string>,
): NumberClaim {
  const { statement } = clause;
  const found = measureOf(clause, quantity);
  const amounts = [quantity, ...others];
  const vague = vagueIn(clause.words);
  const own = clause.words.filter(
    (word) =>
      !vague.has(word) &&
      !amounts.some((amount) => inside(word, amount) || leadsTo(statement.text, word, amount)),
  );
  const inherited = clause.subject.filter((word) => !clause.words.includes(word));
  const terms = termsOf([...inherited, ...own]).filter(
    (term) => !isGeneral(term) && !term.words.every((word) => found?.words.has(word)),
  );
  const subject = new Set(terms.map(({ key }) => key));
  const measure = found?.measure ?? null;
  const latency = measure !== null && LATENCY.includes(measure);
  // Results that appear, sessions that expire: what the measure implies adds nothing.
  const implied = latency ? ['see', 'result'] : measure === 'expire' ? ['session', 'idl', 'inact'] : [];
  for (const key of implied) subject.delete(key);
  const conditions = new Map(
    others.map(({ dimension, high, low }) => [dimension, Number.isFinite(high) ? high : low]),
  );
  const meaning = meant(quantity, measure, statement.text);
  return {
    clause,
    statement,
    quantity: meaning,
    stated: quantity,
    measure,
    subject,
    area,
    full: new Set([...subject, ...area]),
    conditions,
  };
}

/** Amounts that requirements, limits and goals name. Two of one kind in one clause say too little apart. */
export function numberClaims(statements: readonly Judged[]): NumberClaim[] {
  return statements.flatMap((statement) => {
    if (!/^(?:requirement|constraint|goal)$/.test(statement.kind)) return [];
    const quantities = quantitiesOf(statement);
    if (quantities.length === 0) return [];
    const area = headingTerms(statement.headings, readWords);
    return clausesOf(statement).flatMap((clause) => {
      const [from, to] = [clause.words[0]?.start ?? 0, clause.words.at(-1)?.end ?? 0];
      const own = quantities.filter(({ start }) => start >= from - 2 && start < to);
      return own
        .filter((quantity) => quantity.low <= quantity.high)
        .filter(
          (one) =>
            !own.some(
              (other) => other !== one && other.dimension === one.dimension && other.bound === one.bound,
            ),
        )
        .map((one) =>
          claimOf(
            clause,
            one,
            own.filter((other) => other !== one),
            area,
          ),
        );
    });
  });
}
