import type { AlertMatch, MatchReason, MatchWrite } from '../../store/runbook-matches.ts';

/**
 * One match for each runbook and pattern with every reason for it. By alert it scores the share of the members that name
 * the alert, by title the share of the title's telling words; the best reason counts.
 */
export function joinMatches(byTitle: readonly MatchWrite[], byAlert: readonly AlertMatch[]): MatchWrite[] {
  const joined = new Map<string, { write: MatchWrite; reasons: MatchReason[]; score: number }>();
  const add = (write: MatchWrite): void => {
    const key = `${write.documentId} ${write.patternId}`;
    const entry = joined.get(key) ?? { write, reasons: [], score: 0 };
    entry.reasons.push(...write.reasons);
    entry.score = Math.max(entry.score, write.score);
    joined.set(key, entry);
  };
  for (const { documentId, patternId, alert, incidents, members } of byAlert)
    add({
      ...{ documentId, patternId, score: Math.min(1, incidents / Math.max(1, members)) },
      reasons: [{ rule: 'alert', alert, incidents, members }],
    });
  for (const match of byTitle) add(match);
  return [...joined.values()].map(({ write, reasons, score }) => ({ ...write, reasons, score }));
}
