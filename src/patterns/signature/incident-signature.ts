import type { SignatureField } from '../../core/pattern.ts';
import { splitSentences } from '../../lib/split-sentences.ts';
import type { UnsignedIncident } from '../../store/incident-signatures.ts';
import { findAbbreviations } from './find-abbreviations.ts';
import { findSymptoms } from './find-symptoms.ts';
import { GatheredTerms } from './gathered-terms.ts';
import { type ReadTerm, readTerms } from './read-terms.ts';

/** What of an incident a signature is made from. */
export type FailureTexts = Omit<UnsignedIncident, 'id' | 'contentHash'>;

/** A term of a signature. */
export interface SignatureTerm {
  readonly term: string;
  /** Where it counts most. */
  readonly field: SignatureField;
  /** As people read it there. */
  readonly shown: string;
  /** Above 0: how much it counts, before it is known how rare it is in the tenant. */
  readonly weight: number;
}

/** Raised when the same incident would get another signature: all are made anew then. */
export const SIGNATURE_METHOD = 1;

/** How much each part counts; docs/patterns.md says how the figures were found. */
const WEIGHTS = {
  title: 2.5,
  cause: 1.6,
  /** Of a cause that is a list: factors, half of them about how people work. */
  factors: 0.7,
  trigger: 1.5,
  symptom: 1.25,
  service: 1.2,
  /** The first sentences of a summary say what failed, the others what came of it. */
  lead: 1.5,
  rest: 0.9,
  impact: 0.7,
  timeline: 0.8,
};
const LEAD_SENTENCES = 3;
const LIST_ITEM = /^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]/gm;
const MOST_TIMELINE_ROWS = 200;

/**
 * What makes an incident the same failure as another: its most telling words, names, codes and concepts, the heaviest
 * first. A pure function of the incident; what its own text says that an abbreviation stands for counts as said.
 */
export function signatureOf(texts: FailureTexts): SignatureTerm[] {
  const abbreviations = findAbbreviations(texts.fullText);
  const where = texts.services.map((service) => readTerms(service));
  const names = new Set(where.flatMap((terms) => terms.map(({ term }) => term)));
  const read = (text: string | null): ReadTerm[] => {
    const terms = text === null ? [] : readTerms(text);
    const meant = terms.flatMap(({ shown }) => readTerms(abbreviations.get(shown) ?? ''));
    // Where it happened counts once, however often it is named: what went wrong is told by the other words.
    return [...terms, ...meant].filter(({ term }) => !names.has(term));
  };
  const { title, summary, rootCause, trigger, impact } = texts;
  const timeline = texts.timeline.slice(0, MOST_TIMELINE_ROWS).join('\n');
  const sentences = summary === null ? [] : splitSentences(summary);
  const isList = (rootCause?.match(LIST_ITEM)?.length ?? 0) > 1;
  const gathered = new GatheredTerms();
  gathered.add('title', WEIGHTS.title, read(title));
  gathered.add('cause', isList ? WEIGHTS.factors : WEIGHTS.cause, read(rootCause));
  gathered.add('trigger', WEIGHTS.trigger, read(trigger));
  gathered.add('text', WEIGHTS.lead, read(sentences.slice(0, LEAD_SENTENCES).join('\n')));
  gathered.add('text', WEIGHTS.rest, read(sentences.slice(LEAD_SENTENCES).join('\n')));
  gathered.add('text', WEIGHTS.impact, read(impact));
  gathered.add('text', WEIGHTS.timeline, read(timeline));
  const told = [title, summary, impact, texts.detection, rootCause, timeline].filter((text) => text !== null);
  gathered.add('symptom', WEIGHTS.symptom, findSymptoms(told.join('\n')));
  for (const terms of where)
    gathered.add('service', WEIGHTS.service / Math.sqrt(Math.max(1, terms.length)), terms);
  if (summary === null && rootCause === null) gathered.add('text', WEIGHTS.rest, read(texts.fullText));
  return gathered.heaviest();
}
