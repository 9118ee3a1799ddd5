import type { TimeRange } from '../../store/incident-selection.ts';
import { type Claim, claimsMeaning, type Reading } from '../read/claims.ts';
import { weekdayNames } from '../vocabulary/weekday-names.ts';
import { anySubject, type Stated, type Subject } from './plan.ts';
import { readAmounts } from './read-amounts.ts';
import { type Mismatch, mismatchesIn, readLabels } from './read-labels.ts';
import { readPresence } from './read-presence.ts';
import { statedWindow } from './state-window.ts';

/** A subject and the claims that went into it; a claim left out is still to be explained by the plan. */
export interface ReadSubject {
  readonly subject: Subject;
  readonly used: ReadonlySet<Claim>;
  /** Named but unknown to the tenant: "company Stripe". */
  readonly unknownFields: readonly string[];
  readonly windows: readonly Stated<TimeRange>[];
  readonly mismatches: readonly Mismatch[];
}

function readWeekdays(claims: readonly Claim[], used: Set<Claim>): Subject['weekdays'] {
  const found = claimsMeaning(claims, 'weekday');
  if (found.length === 0) return null;
  const days = [...new Set(found.flatMap(({ meaning }) => meaning.days))];
  for (const { claim } of found) used.add(claim);
  const text =
    days.length === 5 ? 'weekday (Monday to Friday)' : days.map((day) => weekdayNames[day - 1]).join(' or ');
  return { condition: days, text: `on a ${text}` };
}

/** All conditions of a question. Topics are not conditions yet: see {@link withMentions}. */
export function readSubject(reading: Reading): ReadSubject {
  const { claims } = reading;
  const used = new Set<Claim>();
  const windows = claims.flatMap((claim) => (claim.type === 'window' ? [statedWindow(claim.window)] : []));
  const labels = readLabels(claims, used);
  const presence = readPresence(claims, used);
  const numbers = readAmounts(reading, used);
  const weekdays = readWeekdays(claims, used);
  const unknownFields = claimsMeaning(claims, 'label')
    .filter(
      ({ claim, meaning }) => meaning.names.length === 0 && !used.has(claim) && claim.meanings.length === 1,
    )
    .map(({ meaning }) => meaning.word);
  for (const claim of claims) if (claim.type === 'window') used.add(claim);
  return {
    subject: { ...anySubject, window: windows[0] ?? null, labels, presence, numbers, weekdays },
    used,
    unknownFields,
    windows,
    mismatches: mismatchesIn(claims, used),
  };
}
