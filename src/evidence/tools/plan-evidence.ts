import { phraseFacts } from '../../analyst/phrase/phrase.ts';
import type { Plan } from '../../analyst/plan/plan.ts';
import { runPlan } from '../../analyst/run/run-plan.ts';
import type { AnswerRequest } from '../../models/answerer.ts';
import type { Evidence } from '../../models/evidence.ts';
import { cutText } from '../cut-text.ts';
import type { ToolParts } from './tool-parts.ts';

/** Of one look-up. */
export const MOST_RESULT_CHARACTERS = 6000;

/** Replies that say themselves over which time they speak, or speak of no time. */
const SAYS_ITS_TIME: ReadonlySet<Plan['kind']> = new Set<Plan['kind']>([
  'pattern',
  'patterns',
  'runbooks',
  'insights',
]);

/** What a plan finds in the caller's tenant, computed and put into sentences as the analyst's own answers are. */
export async function planEvidence(
  plan: Plan,
  { context }: AnswerRequest,
  { db }: ToolParts,
): Promise<Evidence[]> {
  const { text, sources } = phraseFacts(await runPlan(plan, { db, tenantId: context.tenantId }));
  const window =
    'subject' in plan && plan.subject.window === null && !SAYS_ITS_TIME.has(plan.kind)
      ? '\n(Over all of the time recorded.)'
      : '';
  const room = MOST_RESULT_CHARACTERS - window.length;
  return [{ text: `${cutText(text, room)}${window}`, citations: sources.map((source) => ({ source })) }];
}
