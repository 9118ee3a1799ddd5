import type { Section, Unit } from '../units/unit.ts';
import { intentHeadings } from '../vocabulary/intent-words.ts';
import type { Reading } from './context.ts';
import { cover } from './cover.ts';
import { inContext } from './pick-sentences.ts';
import { strangersBefore } from './previous-terms.ts';
import type { Quote } from './quote.ts';

const LABEL_END = /\s*(?::|\s[–—-])\s/;
const SAYS =
  /\b(?:is|are|was|were|means?|refers? to|stands? for|describes?|represents?|denotes?|indicates?|consists?|defines?|fires?|triggers?|essentially)\b/i;
/** Words that the subject of a defining sentence may have beside the terms. */
const SPARE_WORDS = 4;

interface Found {
  readonly unit: Unit;
  readonly score: number;
}

/** `Canary: a release that …`, and a row of a glossary. */
function labels(unit: Unit, reading: Reading): boolean {
  const { required } = reading.question;
  if (unit.kind === 'row') {
    const first = unit.cells[0];
    return (
      first !== undefined &&
      (cover(first.tokens, reading.question) & required) === required &&
      first.tokens.length <= 6
    );
  }
  const end = LABEL_END.exec(unit.text);
  if (!end || end.index > 80) return false;
  const label = unit.tokens.filter((token) => token.end <= end.index);
  return (cover(label, reading.question) & required) === required && label.length <= 2 * SPARE_WORDS;
}

/** Any verb may say what a thing does: it stands somewhere behind the first words. */
const OTHER_VERB_AT = 60;
const asksWhatItDoes = (text: string): boolean => /\bdo\W*$/i.test(text);

/** A sentence whose subject is what is asked about. */
function isAbout(unit: Unit, reading: Reading): boolean {
  const { required } = reading.question;
  const verb = SAYS.exec(unit.text)?.index ?? (asksWhatItDoes(reading.question.text) ? OTHER_VERB_AT : -1);
  if (verb < 0) return false;
  if (strangersBefore(unit, reading.question) > 0) return false;
  const subject = unit.tokens.filter(({ start }) => start < verb);
  let terms = 0;
  for (let bits = required; bits !== 0; bits &= bits - 1) terms++;
  return (
    (cover(subject, reading.question) & required) === required &&
    subject.length <= terms + SPARE_WORDS + (SAYS.test(unit.text) ? 0 : 4)
  );
}

/** `mean time to recovery (MTTR)`. */
function spellsOut(unit: Unit, reading: Reading): boolean {
  const short = reading.question.terms.find(
    ({ isName, text }) => isName && /^\p{Lu}{2,8}s?$/u.test(text),
  )?.text;
  return short !== undefined && new RegExp(`\\(${short}\\)|\\b${short} \\(`).test(unit.text);
}

function scoreOf(unit: Unit, reading: Reading): number {
  if (unit.kind === 'code' || unit.kind === 'heading' || unit.text.endsWith('?')) return 0;
  if (labels(unit, reading)) return 1;
  if (unit.kind === 'row') return 0;
  if (isAbout(unit, reading)) return 0.9;
  return spellsOut(unit, reading) ? 0.8 : 0;
}

/** The first sentences under a heading that is what is asked about, or under "Meaning" of the document about it. */
function underHeading(section: Section, reading: Reading): Found | null {
  const { required, intent } = reading.question;
  const { heading, headings, document } = reading.around(section);
  const unit = section.units.find(
    ({ kind, text }) => kind === 'sentence' && !text.endsWith(':') && !text.endsWith('?'),
  );
  if (!unit) return null;
  if ((heading & required) === required && section.heading.tokens.length <= 6) return { unit, score: 0.75 };
  if (((document | headings) & required) !== required) return null;
  const isWanted = intent !== null && intentHeadings[intent].test(section.heading.text);
  const isItsPage = (reading.named(section.document) & required) === required;
  if (isWanted) return { unit, score: isItsPage ? 1.1 : 0.85 };
  return section.path.length === 0 || section.headings.text === '' ? { unit, score: 0.6 } : null;
}

/** What the documents say a thing is; none where they only mention it. */
export function findDefinition(reading: Reading): Quote[] {
  if (reading.question.required === 0) return [];
  const found: Found[] = [];
  for (const { sections } of reading.documents)
    for (const section of sections) {
      for (const unit of section.units) {
        const score = scoreOf(unit, reading);
        if (score > 0) found.push({ unit, score: score + unit.passage.score * 0.1 });
      }
      const above = underHeading(section, reading);
      if (above) found.push({ unit: above.unit, score: above.score + above.unit.passage.score * 0.1 });
    }
  const best = found.sort((a, b) => b.score - a.score)[0]?.unit;
  if (!best) return [];
  if (best.kind === 'row') return [{ shape: 'row', unit: best, columns: [...best.cells.keys()] }];
  const next = best.kind === 'sentence' ? best.section.units[best.at + 1] : undefined;
  const isContinued = next?.kind === 'sentence' && next.previous === best && !next.text.endsWith(':');
  return [{ shape: 'sentences', units: isContinued ? [best, next] : inContext(best) }];
}
