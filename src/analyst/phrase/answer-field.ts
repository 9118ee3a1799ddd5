import { plainBlocks } from '../../lib/plain-blocks.ts';
import { shorten } from '../../lib/shorten.ts';
import { splitSentences } from '../../lib/split-sentences.ts';
import type { IncidentDetails } from '../../store/incident-queries.ts';
import { gistOf } from '../run/find-incidents.ts';
import { cueWords } from '../vocabulary/cue-words.ts';
import type { Ask } from '../vocabulary/meanings.ts';
import { sayLabel } from '../vocabulary/say-label.ts';
import { capitalise, sayList, sayMinutes, sayMoment } from './say.ts';

/** What one record says to one ask; `stated` is false where the record does not say. */
export interface FieldAnswer {
  readonly text: string;
  readonly stated: boolean;
}

const MOST_CHARACTERS = 700;
/** A record this short is told whole where it names no cause. */
const SHORT_RECORD = 1200;
const MOST_SENTENCES = 3;
const MOST_ITEMS = 6;

const stated = (text: string): FieldAnswer => ({ text, stated: true });
const unstated = (what: string): FieldAnswer => ({
  text: `The record does not state ${what}.`,
  stated: false,
});

/** A field's text as sentences; list items are kept apart by semicolons. */
function inShort(field: string): string {
  const lines = plainBlocks(field)
    .split('\n')
    .map((line) => line.replace(/^\s*(?:[-*+•]|\d+[.)])\s+/, '').trim());
  const filled = lines.filter((line) => /[\p{L}\p{N}]/u.test(line));
  const shown = filled
    .slice(0, MOST_ITEMS)
    .join(filled.length > 1 && filled.every((line) => line.length < 240) ? '; ' : ' ');
  return shorten(shown, MOST_CHARACTERS);
}

function quoteSentences(text: string, cue: RegExp, most: number): string | null {
  const sentences = splitSentences(text).filter((sentence) => cue.test(sentence));
  return sentences.length === 0 ? null : shorten(sentences.slice(0, most).join(' '), MOST_CHARACTERS);
}

/** Timeline rows with a cue, as the record words them. */
function quoteTimeline(incident: IncidentDetails, cue: RegExp, from: 'start' | 'end'): string | null {
  const rows = incident.timeline.filter((entry) => cue.test(entry.text));
  const chosen = from === 'start' ? rows.slice(0, 1) : rows.slice(-2);
  if (chosen.length === 0) return null;
  return chosen
    .map(({ at, text }) => {
      const time = at ? `${sayMoment({ at, precision: 'minute' })}: ` : '';
      return `${time}“${shorten(plainBlocks(text), 300)}”`;
    })
    .join('; ');
}

/** What a record without a field for the cause says of it: how its account begins, and a sentence that names the cause. */
function quoteCause(incident: IncidentDetails): string | null {
  const opening = splitSentences(gistOf(incident)).slice(0, 2);
  const whole = splitSentences(plainBlocks(incident.fullText)).filter((sentence) =>
    cueWords.statedCause.test(sentence),
  );
  const named = whole.find((sentence) => !opening.includes(sentence));
  const told = opening.some((sentence) => cueWords.cause.test(sentence)) || named !== undefined;
  if (!told && plainBlocks(incident.fullText).length > SHORT_RECORD) return null;
  return shorten([...opening, ...(named === undefined ? [] : [named])].join(' '), MOST_CHARACTERS);
}

function cause(incident: IncidentDetails): FieldAnswer {
  const recorded = incident.rootCause ?? incident.trigger;
  if (recorded) {
    const gist = quoteSentences(gistOf(incident), cueWords.cause, 2);
    return stated(gist ? `“${gist}” Recorded cause: ${inShort(recorded)}` : inShort(recorded));
  }
  const quoted = quoteCause(incident);
  return quoted ? stated(`The record has no separate root cause; it says: “${quoted}”`) : unstated('a cause');
}

/** The sentences with most of what tells an impact: people, numbers, failures. */
function quoteImpact(incident: IncidentDetails): string | null {
  const weigh = (sentence: string): number =>
    (sentence.match(new RegExp(cueWords.impact.source, 'gi'))?.length ?? 0) + (/\d/.test(sentence) ? 1 : 0);
  const sentences = splitSentences(
    plainBlocks(incident.summary ? `${incident.summary}\n${incident.fullText}` : incident.fullText),
  );
  const best = [...new Set(sentences)]
    .map((sentence) => ({ sentence, weight: cueWords.impact.test(sentence) ? weigh(sentence) : 0 }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, 2);
  return best.length > 0 ? shorten(best.map(({ sentence }) => sentence).join(' '), MOST_CHARACTERS) : null;
}

function fix(incident: IncidentDetails): FieldAnswer {
  if (incident.resolution) return stated(inShort(incident.resolution));
  const timeline = quoteTimeline(incident, cueWords.fix, 'end');
  const gist = quoteSentences(gistOf(incident), cueWords.fix, 2);
  if (timeline && gist) return stated(`Its summary says: “${gist}” Its timeline ends with ${timeline}`);
  if (timeline) return stated(`Its timeline says ${timeline}`);
  if (gist) return stated(`Its summary says: “${gist}”`);
  const anywhere = quoteSentences(plainBlocks(incident.fullText), cueWords.fix, 2);
  return anywhere ? stated(`The record says: “${anywhere}”`) : unstated('how it was resolved');
}

function impact(incident: IncidentDetails): FieldAnswer {
  if (incident.impact) return stated(inShort(incident.impact));
  const quoted = quoteImpact(incident);
  return quoted ? stated(`The record says: “${quoted}”`) : unstated('its impact');
}

function fieldOrSentences(
  field: string | null,
  incident: IncidentDetails,
  cue: RegExp,
  what: string,
): FieldAnswer {
  if (field) return stated(inShort(field));
  const quoted = quoteSentences(gistOf(incident), cue, 2);
  return quoted ? stated(`The record says: “${quoted}”`) : unstated(what);
}

function when(incident: IncidentDetails): FieldAnswer {
  const parts = [
    incident.startedAt && `It started on ${sayMoment(incident.startedAt)}`,
    incident.detectedAt && `was detected at ${sayMoment(incident.detectedAt)}`,
    incident.resolvedAt && `ended at ${sayMoment(incident.resolvedAt)}`,
  ].filter((part): part is string => part !== null);
  if (!incident.startedAt)
    return parts.length > 0
      ? stated(`It ${sayList(parts)}; its start is not recorded.`)
      : unstated('when it happened');
  return stated(`${sayList(parts)}.`);
}

function state(incident: IncidentDetails): FieldAnswer {
  const status = incident.labels.status ?? incident.labels.state;
  const parts = [
    status && `Its status is ${status.join(', ')}`,
    incident.resolvedAt && `it ended at ${sayMoment(incident.resolvedAt)}`,
  ].filter((part): part is string => typeof part === 'string');
  return parts.length > 0 ? stated(`${capitalise(parts.join('; '))}.`) : unstated('whether it is over');
}

function howLong(incident: IncidentDetails): FieldAnswer {
  const parts: string[] = [];
  if (incident.durationMinutes !== null) parts.push(`It lasted ${sayMinutes(incident.durationMinutes)}`);
  if (incident.recoverMinutes !== null && incident.recoverMinutes !== incident.durationMinutes) {
    parts.push(
      `${parts.length > 0 ? 'its' : 'Its'} time to recovery was ${sayMinutes(incident.recoverMinutes)}`,
    );
  }
  if (parts.length === 0) return unstated('how long it lasted');
  if (incident.detectMinutes !== null)
    parts.push(`it was detected after ${sayMinutes(incident.detectMinutes)}`);
  const { startedAt, resolvedAt, durationMinutes } = incident;
  // Both ends are told only where they are those of the stated duration.
  const span = startedAt && resolvedAt ? (resolvedAt.at.getTime() - startedAt.at.getTime()) / 60_000 : null;
  const ends = span !== null && durationMinutes !== null && Math.abs(span - durationMinutes) <= 1;
  const from = startedAt ? `, from ${sayMoment(startedAt)}` : '';
  const to = ends && resolvedAt ? ` to ${sayMoment(resolvedAt)}` : '';
  return stated(
    `${parts[0]}${ends ? from + to : ''}${parts.length > 1 ? `; ${parts.slice(1).join('; ')}` : ''}.`,
  );
}

function detected(incident: IncidentDetails): FieldAnswer {
  const after =
    incident.detectMinutes === null ? '' : ` Time to detection: ${sayMinutes(incident.detectMinutes)}.`;
  if (incident.detection) return stated(`${inShort(incident.detection)}${after}`);
  const timeline = quoteTimeline(incident, cueWords.detection, 'start');
  if (timeline) return stated(`Its timeline says ${timeline}.${after}`);
  const gist = quoteSentences(gistOf(incident), cueWords.detection, 1);
  if (gist) return stated(`The record says: “${gist}”${after}`);
  return after ? stated(after.trim()) : unstated('how it was detected');
}

function timeline(incident: IncidentDetails): FieldAnswer {
  if (incident.timeline.length === 0) return unstated('a timeline');
  const rows = incident.timeline.map(
    ({ at, text }) =>
      `- ${at ? sayMoment({ at, precision: 'minute' }) : 'time not stated'}: ${shorten(plainBlocks(text), 240)}`,
  );
  return stated(
    `\n${rows.slice(0, 30).join('\n')}${rows.length > 30 ? `\n… and ${rows.length - 30} more entries.` : ''}`,
  );
}

function items(list: readonly string[], what: string): FieldAnswer {
  if (list.length === 0) return unstated(what);
  const shown = list.slice(0, 12).map((item) => `- ${shorten(plainBlocks(item), 300)}`);
  return stated(`\n${shown.join('\n')}${list.length > 12 ? `\n… and ${list.length - 12} more.` : ''}`);
}

function summary(incident: IncidentDetails): FieldAnswer {
  const gist = shorten(splitSentences(gistOf(incident)).slice(0, MOST_SENTENCES).join(' '), MOST_CHARACTERS);
  const time = incident.startedAt ? `Started ${sayMoment(incident.startedAt)}. ` : '';
  return gist ? stated(`${time}${gist}`) : unstated('what happened');
}

const answers: Partial<Record<Ask, (incident: IncidentDetails) => FieldAnswer>> = {
  summary,
  cause,
  trigger: (incident) =>
    incident.trigger
      ? stated(inShort(incident.trigger))
      : fieldOrSentences(null, incident, cueWords.trigger, 'a trigger'),
  fix,
  impact,
  when,
  end: (incident) =>
    incident.resolvedAt
      ? stated(`It ended at ${sayMoment(incident.resolvedAt)}.`)
      : unstated('when it ended'),
  state,
  'how long': howLong,
  'how detected': detected,
  'detection time': (incident) =>
    incident.detectMinutes === null
      ? unstated('its time to detection')
      : stated(`Time to detection: ${sayMinutes(incident.detectMinutes)}.`),
  'recovery time': (incident) =>
    incident.recoverMinutes === null
      ? howLong(incident)
      : stated(`Time to recovery: ${sayMinutes(incident.recoverMinutes)}.`),
  actions: (incident) => items(incident.actionItems, 'action items'),
  lessons: (incident) => (incident.lessons ? stated(inShort(incident.lessons)) : unstated('lessons learned')),
  timeline,
  url: (incident) => (incident.sourceUrl ? stated(incident.sourceUrl) : unstated('a link')),
};

/** What the record of one incident says to an ask, in its own words where it is text. */
export function answerField(ask: Ask, incident: IncidentDetails): FieldAnswer {
  return (answers[ask] ?? summary)(incident);
}

/** The values of a label of one incident, under any of its names. */
export function answerLabel(label: readonly string[], incident: IncidentDetails): FieldAnswer {
  const values = [...new Set(label.flatMap((each) => incident.labels[each] ?? []))];
  const name = sayLabel(label[0] ?? '');
  return values.length > 0 ? stated(`${name}: ${values.join(', ')}.`) : unstated(`its ${name}`);
}
