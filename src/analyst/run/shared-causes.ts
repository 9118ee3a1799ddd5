import { plainBlocks } from '../../lib/plain-blocks.ts';
import type { IncidentDetails } from '../../store/incident-queries.ts';
import { tellingWords } from '../vocabulary/telling-words.ts';
import type { SharedWords } from './facts.ts';

/** Of many causes two may share words by chance. */
const fewestShared = (stated: number): number => (stated > 20 ? 3 : 2);

/** A cause this short is a name for it; equal names are one cause. */
const LONGEST_NAMED_CAUSE = 60;

function phrasesOf(incident: IncidentDetails): Map<string, string> {
  const text = incident.rootCause ?? incident.trigger;
  const phrases = new Map<string, string>();
  if (!text) return phrases;
  if (text.length <= LONGEST_NAMED_CAUSE) phrases.set(text.toLowerCase().trim(), text.trim());
  const words = tellingWords(plainBlocks(text));
  for (const [index, word] of words.entries()) {
    const next = words[index + 1];
    if (next && next.start - word.end <= 1)
      phrases.set(`${word.stem} ${next.stem}`, `${word.lower} ${next.lower}`);
  }
  return phrases;
}

/**
 * Short causes that are the same, and two-word phrases that the recorded causes of at least two incidents share, most shared first. An incident counts for
 * the first phrase that it has, so that the groups do not overlap.
 */
export function sharedCauses(incidents: readonly IncidentDetails[], limit: number): SharedWords[] {
  const phrases = incidents.map((incident) => ({ incident, phrases: phrasesOf(incident) }));
  const open = new Set(phrases);
  const fewest = fewestShared(phrases.filter((each) => each.phrases.size > 0).length);
  const found: SharedWords[] = [];
  while (found.length < limit) {
    const counts = new Map<string, number>();
    for (const each of open)
      for (const key of each.phrases.keys()) counts.set(key, (counts.get(key) ?? 0) + 1);
    const [key, count] = [...counts].reduce<[string, number]>(
      (best, each) => (each[1] > best[1] ? each : best),
      ['', 0],
    );
    if (count < fewest) return found;
    const members = [...open].filter((each) => each.phrases.has(key));
    found.push({
      words: members[0]?.phrases.get(key) ?? key,
      incidents: members.map((each) => each.incident),
    });
    for (const member of members) open.delete(member);
  }
  return found;
}
