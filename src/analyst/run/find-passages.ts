import { plainBlocks } from '../../lib/plain-blocks.ts';
import { shorten } from '../../lib/shorten.ts';
import { splitSentences } from '../../lib/split-sentences.ts';
import type { IncidentDetails } from '../../store/incident-queries.ts';
import type { Plan } from '../plan/plan.ts';
import { readWords, stemsOf } from '../read/words.ts';
import type { Facts } from './facts.ts';
import { findIncidents, gistOf } from './find-incidents.ts';
import type { Run } from './run.ts';

const MOST_INCIDENTS = 2;
const MOST_SENTENCES = 2;
const MOST_SENTENCES_READ = 400;
const SENTENCE_CHARACTERS = 400;

/** A heading is no sentence. */
const withoutHeadings = (markdown: string): string => markdown.replace(/^\s{0,3}#{1,6}\s.*$/gm, '');

/** "how many" and "how much" are answered by a number. */
const hasNumber = (sentence: string): boolean =>
  /\d|\b(one|two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand|million|half|all|none|no)\b/i.test(
    sentence,
  );

interface Scored {
  readonly sentence: string;
  readonly held: number;
}

/** The sentences that hold most of the asked words; the incident's title counts for all of its sentences. */
function bestSentences(
  incident: IncidentDetails,
  required: readonly string[],
  needsSentence: boolean,
): { sentences: string[]; covered: boolean } {
  const wanted = [...new Set(required.flatMap((word) => readWords(word).map((each) => each.stem)))];
  const title = stemsOf(incident.title);
  const labels = stemsOf(Object.values(incident.labels).flat().join(' '));
  const beyondTitle = wanted.filter((stem) => !title.has(stem) && !labels.has(stem));
  const open =
    beyondTitle.length === 0 && needsSentence ? wanted.filter((stem) => !labels.has(stem)) : beyondTitle;
  const scored = splitSentences(plainBlocks(withoutHeadings(incident.fullText)))
    .slice(0, MOST_SENTENCES_READ)
    .map((sentence): Scored => {
      const stems = stemsOf(sentence);
      return { sentence, held: open.filter((stem) => stems.has(stem)).length };
    });
  if (open.length === 0 && needsSentence) return { sentences: [], covered: false };
  if (open.length === 0)
    return {
      sentences: [shorten(splitSentences(gistOf(incident))[0] ?? incident.title, SENTENCE_CHARACTERS)],
      covered: true,
    };
  const most = Math.max(0, ...scored.map((each) => each.held));
  const best = scored.filter((each) => each.held === most && each.held > 0).slice(0, MOST_SENTENCES);
  return {
    sentences: best.map((each) => shorten(each.sentence, SENTENCE_CHARACTERS)),
    covered: most >= open.length,
  };
}

/**
 * Looks a question up as text: only a sentence that holds every asked word, those of its incident's title apart, is
 * an answer. Returns undefined where no sentence does.
 */
export async function findPassages(
  plan: Extract<Plan, { kind: 'passage' }>,
  { db, tenantId }: Run,
): Promise<Facts | undefined> {
  const candidates = await findIncidents(db, tenantId, plan.words, plan.required, plan.subject);
  const quotes = candidates
    .filter((candidate) => candidate.missing.length === 0)
    .map(({ incident }) => ({ incident, ...bestSentences(incident, plan.required, plan.needsSentence) }))
    .filter((quote) => quote.covered && (!plan.needsNumber || quote.sentences.some(hasNumber)))
    .slice(0, MOST_INCIDENTS);
  return quotes.length === 0 ? undefined : { kind: 'passage', plan, quotes };
}
