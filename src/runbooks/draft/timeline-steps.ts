import type { StepPhase } from '../../core/runbook.ts';
import { shorten } from '../../lib/shorten.ts';
import { isWorthDoing, noticesTrouble, saysItIsOver, saysItLasts } from './judge-line.ts';
import { readActs } from './read-acts.ts';
import type { Resolver } from './resolver.ts';
import { sentencesOf } from './sentences-of.ts';
import { MOST_STEP_CHARACTERS, type ToldStep } from './told-step.ts';

/**
 * What the timeline says that somebody did against the trouble: rows behind the first one, behind the one that notices
 * the trouble and behind the recorded detection, whose words tell an act and not that it was in vain. What comes behind
 * the row that says that it is over, or behind the recorded end, is the fix.
 */
export function timelineSteps({ id, timeline, detectedAt, endedAt }: Resolver): ToldStep[] {
  const noticed = timeline.findIndex(({ text }) => noticesTrouble(text));
  const over = timeline.findIndex(({ text }, at) => at > noticed && saysItIsOver(text));
  const found = timeline.flatMap(({ at, text }, row) => {
    if (row === 0 || row < noticed || !isWorthDoing(text)) return [];
    if (at !== null && detectedAt !== null && at < detectedAt) return [];
    const isAfter = (over >= 0 && row > over) || (at !== null && endedAt !== null && at > endedAt);
    return sentencesOf(text).flatMap((sentence) => {
      const acts = readActs(sentence);
      return acts ? [{ text: shorten(sentence, MOST_STEP_CHARACTERS), acts, isAfter }] : [];
    });
  });
  const lastDeed = found.findLastIndex(({ acts }) => !acts.isCheck);
  return found.map(({ text, acts, isAfter }, at) => ({
    text,
    incidentId: id,
    part: 'timeline',
    phase: phaseOf(acts.isCheck, at > lastDeed, isAfter || saysItLasts(text)),
    place: at / found.length,
    verbs: acts.verbs,
    words: new Set([...acts.verbs, ...acts.objects]),
  }));
}

/** A look behind the last deed verifies it; any other is a check. */
export function phaseOf(isCheck: boolean, isBehindDeeds: boolean, lasts: boolean): StepPhase {
  if (isCheck) return isBehindDeeds ? 'verify' : 'check';
  return lasts ? 'fix' : 'mitigate';
}
