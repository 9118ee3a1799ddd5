import { phraseFacts } from '../analyst/phrase/phrase.ts';
import { meantPattern } from '../analyst/plan/meant-pattern.ts';
import { anySubject } from '../analyst/plan/plan.ts';
import { linkByIncident } from '../analyst/read/link-pattern.ts';
import type { Facts } from '../analyst/run/facts.ts';
import { pattern as runPattern } from '../analyst/run/run-pattern.ts';
import { runSimilar } from '../analyst/run/run-similar.ts';
import type { Uuid } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import type { AnswerRequest } from '../models/answerer.ts';
import type { Evidence } from '../models/evidence.ts';
import { cutText } from './cut-text.ts';

const MOST_CHARACTERS = 2500;

async function factsOf(
  incidentId: Uuid,
  { context, now }: AnswerRequest,
  db: Db,
): Promise<Facts | undefined> {
  const run = { db, tenantId: context.tenantId };
  const { pattern } = await linkByIncident(incidentId, run);
  if (pattern !== null) {
    const subject = { ...anySubject, pattern: meantPattern(pattern) };
    return runPattern(
      {
        kind: 'pattern',
        subject,
        tells: ['seen', 'cause'],
        meantBy: 'incident',
        incidentId,
        limit: null,
        beside: null,
        asOf: now,
      },
      run,
    );
  }
  const subject = { ...anySubject, ids: { condition: [incidentId], text: 'of that name' } };
  return runSimilar({ kind: 'similar', target: { by: 'selection', subject }, advice: true }, run);
}

/** The pattern that an incident is one of, or where it is in none the incidents that are most like it; none for neither. */
export async function alikeEvidence(incidentId: Uuid, request: AnswerRequest, db: Db): Promise<Evidence[]> {
  const facts = await factsOf(incidentId, request, db);
  if (facts === undefined) return [];
  const { text, sources } = phraseFacts(facts);
  return [
    {
      text: cutText(`Computed of the incidents like this one: ${text}`, MOST_CHARACTERS),
      citations: sources.map((source) => ({ source })),
    },
  ];
}
