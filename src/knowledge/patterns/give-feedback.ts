import type { Context } from '../../core/context.ts';
import { ParleyError } from '../../core/errors.ts';
import { newId, prefixedId, type Uuid } from '../../core/ids.ts';
import type { FeedbackType, Pattern } from '../../core/pattern.ts';
import type { Db, Tx } from '../../db/db.ts';
import { type NewPatternChange, recordChanges } from '../../store/pattern-changes.ts';
import { insertFeedback } from '../../store/pattern-feedback.ts';
import {
  type PatternPlace,
  pinIncidents,
  placeIncidents,
  selectPatternPlace,
  takeOutIncident,
} from '../../store/pattern-places.ts';
import { selectPatternsOfIncidents } from '../../store/patterns.ts';
import { runIn } from '../../store/query.ts';
import { checkText } from '../check-text.ts';
import { noIncident } from '../get-incident.ts';
import { decide, patternIn, requirePatternWriter } from './pattern-access.ts';
import { recountDecided, recountMoved } from './recount-decided.ts';

export interface NewFeedback {
  readonly incidentId: Uuid;
  /** The one that the incident is in unless given. */
  readonly patternId?: Uuid | undefined;
  readonly type: FeedbackType;
  /** At most 4,000 characters; a correction has to have one. */
  readonly comment?: string | undefined;
}

export interface GivenFeedback {
  readonly feedbackId: Uuid;
  readonly incidentId: Uuid;
  /** Null where the incident is in no pattern. */
  readonly patternId: Uuid | null;
  readonly type: FeedbackType;
  /** Of the pattern from now on. */
  readonly updatedConfidence: number | null;
  readonly createdAt: Date;
}

const MAX_COMMENT_CHARACTERS = 4000;

/**
 * Keeps what somebody says of how a pattern explains an incident. `confirm_rca` holds the incident in the pattern,
 * `reject_rca` takes it out and keeps it out, `correct_rca` says that the pattern's story is wrong. Throws `forbidden`,
 * `invalid_input` (`comment`), `not_found` (`incident` or `pattern`), or `conflict` (`incident`) where the incident is not
 * in the pattern and was not taken out of it by anybody.
 */
export async function giveFeedback(db: Db, context: Context, given: NewFeedback): Promise<GivenFeedback> {
  requirePatternWriter(context);
  const { incidentId, type } = given;
  const comment = readComment(given);
  return decide(db, context, async (tx, tenantId) => {
    const pattern = await patternMeant(tx, tenantId, given);
    const place = await runIn(tx, selectPatternPlace(tenantId, incidentId, pattern?.id ?? null));
    if (place === undefined) throw noIncident();
    const patternId = pattern?.id ?? null;
    const feedback = { id: newId(), incidentId, patternId, type, comment, actor: context.actor };
    if (patternId !== null) requirePlace(place, patternId, incidentId);
    const createdAt = await runIn(tx, insertFeedback(tenantId, feedback));
    const updatedConfidence =
      patternId === null ? null : await takeToHeart(tx, context, { ...feedback, patternId }, place);
    return { feedbackId: feedback.id, incidentId, patternId, type, updatedConfidence, createdAt };
  });
}

function readComment({ type, comment = '' }: NewFeedback): string | null {
  const rule = { subject: 'comment', least: 0, most: MAX_COMMENT_CHARACTERS, lines: true };
  const text = checkText(comment, rule);
  if (type === 'correct_rca' && text === '') throw commentRequired();
  return text === '' ? null : text;
}

export const commentRequired = () =>
  new ParleyError(
    'invalid_input',
    'Say in comment what is wrong: a correction without words corrects nothing.',
    {
      subject: 'comment',
      rule: 'comment_required',
    },
  );

/** The pattern that was named or what it has become a part of; else the one that the incident is in. */
async function patternMeant(
  tx: Tx,
  tenantId: Uuid,
  { patternId, incidentId }: NewFeedback,
): Promise<Pattern | undefined> {
  if (patternId === undefined)
    return (await runIn(tx, selectPatternsOfIncidents(tenantId, [incidentId])))[0]?.pattern;
  if ((await runIn(tx, selectPatternPlace(tenantId, incidentId, null))) === undefined) throw noIncident();
  const pattern = await patternIn(tx, tenantId, patternId);
  return pattern.mergedInto === null ? pattern : patternIn(tx, tenantId, pattern.mergedInto);
}

function requirePlace({ memberOf, isPinnedOut }: PatternPlace, patternId: Uuid, incidentId: Uuid): void {
  if (memberOf === patternId || isPinnedOut) return;
  const [incident, pattern] = [prefixedId('inc', incidentId), prefixedId('ptn', patternId)];
  throw new ParleyError('conflict', `The incident ${incident} is not in the pattern ${pattern}.`, {
    subject: 'incident',
  });
}

interface Heard {
  readonly id: Uuid;
  readonly incidentId: Uuid;
  readonly patternId: Uuid;
  readonly type: FeedbackType;
  readonly actor: string;
}

/** Moves the incident where the feedback says so, counts anew, and writes it down. The confidence from now on. */
async function takeToHeart(
  tx: Tx,
  context: Context,
  { id, incidentId, patternId, type, actor }: Heard,
  { memberOf }: PatternPlace,
): Promise<number> {
  const { tenantId } = context;
  const isMember = memberOf === patternId;
  const changes: NewPatternChange[] = [
    { patternId, kind: 'feedback', detail: { feedbackId: id, incidentId, type } },
  ];
  const left = (from: Uuid): void =>
    void changes.push({ patternId: from, kind: 'left', detail: { incidentId } });
  if (type !== 'correct_rca') {
    const place = type === 'confirm_rca' ? 'in' : 'out';
    for (const step of pinIncidents(tenantId, { patternId, incidentIds: [incidentId], place, actor }))
      await runIn(tx, step);
  }
  if (type === 'reject_rca' && isMember) {
    await runIn(tx, takeOutIncident(tenantId, patternId, incidentId));
    left(patternId);
  }
  if (type === 'confirm_rca' && !isMember) {
    await runIn(tx, placeIncidents(tenantId, patternId, [incidentId]));
    changes.push({ patternId, kind: 'joined', detail: { incidentId } });
    if (memberOf !== null) left(memberOf);
  }
  await recordChanges(tx, tenantId, actor, changes);
  const touched = [...new Set(changes.map((change) => change.patternId))];
  await (changes.length > 1 ? recountMoved : recountDecided)(tx, context, touched);
  return (await patternIn(tx, tenantId, patternId)).confidence;
}
