import { subjectOf as subjectIn } from '../plan/follow-up.ts';
import type { Plan, Refusal } from '../plan/plan.ts';
import type { Facts } from '../run/facts.ts';
import { sayLabel } from '../vocabulary/say-label.ts';
import { phraseCompare, phraseRate, phraseShare, phraseTrend } from './phrase-comparisons.ts';
import {
  phraseCount,
  phraseDistinct,
  phraseGroup,
  phraseLabelFigure,
  phraseList,
  phraseMeasure,
  phraseValues,
} from './phrase-figures.ts';
import { phraseInsights, phrasePatterns, phraseRunbooks } from './phrase-known.ts';
import { phrasePattern } from './phrase-pattern.ts';
import { phraseCauses, phraseLookup, phrasePassage, phraseSimilar } from './phrase-records.ts';
import { answered, answeredFrom, patternSource, type Reply, refused } from './reply.ts';
import { sayIncidents, sayList, sayMoment } from './say.ts';
import { saySubject } from './say-subject.ts';

/** Puts facts into sentences; pure. */
export function phraseFacts(facts: Facts): Reply {
  const reply = phrase(facts);
  const pattern = 'plan' in facts ? subjectIn(facts.plan)?.pattern : null;
  // A figure over the members of a pattern rests on the pattern, too.
  if (!pattern || reply.sources.length === 0 || !reply.text.includes(pattern.title)) return reply;
  const source = patternSource({ id: pattern.condition, title: pattern.title });
  return { ...reply, sources: answeredFrom('', [source, ...reply.sources]).sources };
}

function phrase(facts: Facts): Reply {
  switch (facts.kind) {
    case 'count':
      return phraseCount(facts);
    case 'list':
      return phraseList(facts);
    case 'distinct':
      return phraseDistinct(facts);
    case 'group':
      return phraseGroup(facts);
    case 'causes':
      return phraseCauses(facts);
    case 'measure':
      return phraseMeasure(facts);
    case 'label figure':
      return phraseLabelFigure(facts);
    case 'rate':
      return phraseRate(facts);
    case 'share':
      return phraseShare(facts);
    case 'compare':
      return phraseCompare(facts);
    case 'trend':
      return phraseTrend(facts);
    case 'lookup':
      return phraseLookup(facts);
    case 'similar':
      return phraseSimilar(facts);
    case 'passage':
      return phrasePassage(facts);
    case 'values':
      return phraseValues(facts);
    case 'pattern':
      return phrasePattern(facts);
    case 'patterns':
      return phrasePatterns(facts);
    case 'runbooks':
      return phraseRunbooks(facts);
    case 'insights':
      return phraseInsights(facts);
    case 'nothing':
      return phraseNothing(facts);
    case 'overview':
      return answered(sayOverview(facts), []);
    case 'say':
      return answered(sayConversational(facts), []);
  }
}

function sayOverview(facts: Extract<Facts, { kind: 'overview' | 'say' | 'nothing' }>): string {
  const { total, first, last, undated } = facts.coverage;
  if (total === 0) return 'There are no incidents here yet; import some first.';
  const span = first && last ? `, from ${sayMoment(first)} to ${sayMoment(last)}` : '';
  const labels =
    'labels' in facts && facts.labels.length > 0
      ? ` They are described by ${sayList(facts.labels.slice(0, 60).map(sayLabel))}.`
      : '';
  return `The history holds ${sayIncidents(total)}${span}${undated > 0 ? ` (${undated} undated)` : ''}.${labels}`;
}

const EXAMPLES =
  'You can ask how many incidents there were (in a window, by service, severity or any label), which lasted longest, ' +
  'what caused one and how it was fixed, the mean time to recovery, whether something has been seen before, what keeps ' +
  'breaking, or for a runbook.';

function sayConversational(facts: Extract<Facts, { kind: 'say' }>): string {
  if (facts.plan.say === 'thanks') return 'You are welcome.';
  const hello = facts.plan.say === 'greeting' ? 'Hello. ' : '';
  return `${hello}I answer from the recorded incidents and name the source of every claim. ${sayOverview(facts)} ${EXAMPLES}`;
}

function subjectOf(plan: Plan): string {
  if ('target' in plan) return saySubject(plan.target.subject);
  return 'subject' in plan ? saySubject(plan.subject) : '';
}

function phraseNothing(facts: Extract<Facts, { kind: 'nothing' }>): Reply {
  const where = subjectOf(facts.plan);
  if (facts.unknownWords.length > 0) {
    const words = sayList(
      facts.unknownWords.map((word) => `“${word}”`),
      'or',
    );
    return refused(
      `No incident here mentions ${words}; the history does not answer this. ${sayOverview(facts)}`,
    );
  }
  return refused(
    `No recorded incident${where} answers this. ${sayOverview(facts)} Try a title, a service or a label by name, or another window.`,
  );
}

const SEVERAL_WINDOWS = 'The question names several windows';
const NO_REFERENCE = 'The question refers to an earlier answer';
const NOT_UNDERSTOOD = 'I could not read this as a question about the recorded incidents.';

/** A refusal that tells how the question was read, and nothing of the history. */
export const isAboutReading = (reply: string): boolean =>
  [SEVERAL_WINDOWS, NO_REFERENCE, NOT_UNDERSTOOD].some((beginning) => reply.startsWith(beginning));

/** Says why there is no plan and what could be asked instead. */
export function phraseRefusal(refusal: Refusal, labels: readonly string[]): Reply {
  const fields = labels.length > 0 ? ` Recorded are: ${sayList(labels.slice(0, 15).map(sayLabel))}.` : '';
  switch (refusal.kind) {
    case 'unknown field':
      return refused(
        `The records have no field “${refusal.word}”, so this cannot be answered from them.${fields}`,
      );
    case 'unknown words':
      return refused(
        `I cannot count or list by ${sayList(refusal.words.map((word) => `“${word}”`))}: it is no service, label or title here, and a figure without it would answer another question.${fields} To count by words in the text, ask how many incidents mention them.`,
      );
    case 'unknown value':
      return refused(
        `There is no ${refusal.label} “${refusal.value}” here; “${refusal.value}” is recorded as ${refusal.isA}.`,
      );
    case 'two windows':
      return refused(`${SEVERAL_WINDOWS} (${sayList(refusal.windows)}); ask about one, or compare two.`);
    case 'no reference':
      return refused(`${NO_REFERENCE}, and there is none in this session; name the incident.`);
    case 'no pattern':
      return refused(
        refusal.of === null
          ? 'It belongs to no pattern of recurring incidents; there is nothing to say of others like it.'
          : `No known pattern of recurring incidents is about “${refusal.of}”.`,
      );
    case 'ambiguous':
      return {
        text: `“${refusal.written}” could mean ${sayList(refusal.options, 'or')}. Which one do you mean?`,
        sources: [],
        abstained: false,
        inputRequired: true,
      };
    case 'not understood':
      return refused(`${NOT_UNDERSTOOD} ${EXAMPLES}`);
  }
}
