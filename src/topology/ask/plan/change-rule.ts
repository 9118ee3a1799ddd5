import { casual } from 'chrono-node';
import { countWord } from '../read/count-word.ts';
import { meaningOf } from '../read/reading.ts';
import type { Rule, RuleContext } from './rule.ts';
import type { Signals } from './signals.ts';
import { choose } from './signals.ts';

const MS_PER: Readonly<Record<string, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
  month: 30 * 86_400_000,
  year: 365 * 86_400_000,
};
const LENGTH =
  /\b(?:last|past|previous)\s+(?:(\d{1,4}|two|three|four|five|six|seven)\s+)?(minute|hour|day|week|month|year)s?\b/i;

/** Characters of the question that tell a time, and the time. */
interface Since {
  readonly at: Date | null;
  readonly said: string;
  readonly start: number;
  readonly end: number;
}

/** “last week” is the last seven days; “since Monday” and dates begin with that day, in UTC. */
function readSince(text: string, now: Date): Since | null {
  const length = LENGTH.exec(text);
  if (length) {
    const [whole, number = '1', unit = 'day'] = length;
    const count = countWord(number) ?? 1;
    const at = new Date(now.getTime() - count * (MS_PER[unit.toLowerCase()] ?? 0));
    return {
      at,
      said: `in the last ${count === 1 ? '' : `${count} `}${unit.toLowerCase()}${count === 1 ? '' : 's'}`,
      start: length.index,
      end: length.index + whole.length,
    };
  }
  const today = /\b(today|this week|this month)\b/i.exec(text);
  if (today) {
    const days = /week/i.test(today[0])
      ? (now.getUTCDay() + 6) % 7
      : /month/i.test(today[0])
        ? now.getUTCDate() - 1
        : 0;
    const at = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() - days));
    return { at, said: today[0].toLowerCase(), start: today.index, end: today.index + today[0].length };
  }
  const [found] = casual.parse(text, { instant: now, timezone: 0 }, { forwardDate: false });
  if (!found) return null;
  const parsed = found.start.date();
  // A weekday that is still to come is the one before.
  const start = parsed > now ? new Date(parsed.getTime() - (MS_PER.week ?? 0)) : parsed;
  const at = found.start.isCertain('hour')
    ? start
    : new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth(), start.getUTCDate()));
  return {
    at,
    said: `since ${at.toISOString().slice(0, 10)}`,
    start: found.index,
    end: found.index + found.text.length,
  };
}

function isChange(signals: Signals): boolean {
  const changes = signals.all('change');
  if (changes.length === 0 || signals.has('if', 'affected')) return false;
  if (signals.has('import')) return true;
  return changes.some(({ claim, meaning }) => {
    const word = signals.reading.words[claim.from]?.lower ?? '';
    if (/^(?:difference|differences|different|removed|deleted|created|joined|new)$/.test(word))
      return signals.names.length === 0;
    return meaning.kind === 'change';
  });
}

/** “what changed since the last import”, “what was added last week”, “which topics vanished since Monday”. */
export const changeRule =
  ({ now }: RuleContext): Rule =>
  (signals) => {
    if (!isChange(signals) || signals.names.length > 1) return undefined;
    const since =
      signals.has('import') && signals.unknown.length === 0 && signals.numbers.length === 0
        ? null
        : readSince(signals.reading.text, now);
    const [name] = signals.names;
    const chosen = name ? choose(name, null) : null;
    if (chosen && 'refused' in chosen) return chosen;
    const action =
      signals
        .all('change')
        .map(({ meaning }) => meaning.action)
        .find((each) => each !== null) ?? null;
    const isNarrow = signals.all('change').every(({ meaning }) => meaning.action === action);
    const { words } = signals.reading;
    const used = signals.claims.filter(
      (claim) =>
        since &&
        (words[claim.to - 1]?.start ?? 0) >= since.start &&
        (words[claim.from]?.end ?? 0) <= since.end,
    );
    return {
      plan: {
        kind: 'changes',
        since: since?.at ?? null,
        said: since?.said ?? 'in the last import',
        action: isNarrow && action !== 'changed' ? action : null,
        of: signals.kinds,
        about: chosen?.nodes[0] ?? null,
        counts: signals.asks('count'),
      },
      kinds: [
        'change',
        'import',
        'time',
        'noun',
        'between',
        'any',
        'all',
        'have',
        'graph',
        'verb',
        'edge',
        'compare',
        'down',
        'unheld',
        'if',
        'incident',
      ],
      used: [
        ...signals.names,
        ...used,
        ...signals.numbers.filter((number) => meaningOf(signals.neighbour(number, 1), 'import')),
      ],
    };
  };
