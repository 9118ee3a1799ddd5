import type { Context } from '../core/context.ts';
import type { TurnRequest } from '../core/conversation.ts';
import { ParleyError } from '../core/errors.ts';
import type { Ground } from '../core/evidence.ts';
import { newId, type Uuid } from '../core/ids.ts';
import type { PromptTemplate, TemplateChoice } from '../core/prompt-template.ts';
import type { Db } from '../db/db.ts';
import { builtinTemplate } from '../knowledge/prompts/builtin-templates.ts';
import type { PastTurn } from '../models/answerer.ts';
import { selectLastExchanges } from '../store/chat-messages.ts';
import { selectTurnStart, type TurnStart } from '../store/chat-sessions.ts';
import { runQueries, runQuery } from '../store/query.ts';
import { givenHistory } from './given-history.ts';

/** The session in which a turn takes place; a new one exists in the store only once its first turn is stored. */
export interface Session {
  readonly id: Uuid;
  readonly incidentId: Uuid | null;
  readonly alertId: Uuid | null;
  /** Oldest first. */
  readonly history: readonly PastTurn[];
  readonly instructions: readonly string[];
  readonly knowledgeVersion: number;
  /** The tenant's name. */
  readonly organisation: string;
  /** The tenant's own one, or the one that comes with the server; its variables are not filled in. */
  readonly template: PromptTemplate;
}

type Asked = Pick<
  TurnRequest,
  'sessionId' | 'incidentId' | 'alertId' | 'conversation' | 'ground' | 'template'
>;

/**
 * Throws `not_found` for a session that is not the caller's and for an incident or alert that is not the tenant's,
 * `invalid_input` where the session is about another one or the chosen template is not there, `forbidden` where the
 * tenant's assistant is switched off.
 */
export async function loadSession(
  db: Db,
  { tenantId, actor }: Context,
  asked: Asked,
  historyTurns: number,
): Promise<Session> {
  const { sessionId, conversation } = asked;
  const choice = asked.template ?? { id: templateIdOf(asked.ground), version: null };
  const start = selectTurnStart({
    tenantId,
    actor,
    sessionId: sessionId ?? null,
    incidentId: asked.incidentId ?? null,
    alertId: asked.alertId ?? null,
    templateId: choice.id,
    templateVersion: choice.version,
  });
  const [begun, history] =
    sessionId === undefined
      ? [await runQuery(db, { tenantId }, start), []]
      : await runQueries(db, { tenantId }, [
          start,
          selectLastExchanges(tenantId, actor, sessionId, historyTurns),
        ]);
  refuseUnknown(begun, asked);
  return {
    id: sessionId ?? newId(),
    ...boundTo(begun, asked),
    knowledgeVersion: begun.knowledgeVersion,
    organisation: begun.organisation,
    template: templateOf(begun, choice),
    ...(conversation ? givenHistory(conversation, historyTurns) : { history, instructions: [] }),
  };
}

function refuseUnknown(begun: TurnStart, { sessionId }: Asked): void {
  if (!begun.assistantEnabled)
    throw new ParleyError('forbidden', 'The assistant is switched off for your organisation.', {
      subject: 'assistant',
    });
  const known = {
    session: sessionId === undefined || begun.session !== undefined,
    incident: begun.incidentExists,
    alert: begun.alertExists,
  };
  for (const [subject, exists] of Object.entries(known))
    if (!exists) throw new ParleyError('not_found', `There is no ${subject} with that id.`, { subject });
}

/** What the session is about: the first message that names it decides. */
function boundTo({ session }: TurnStart, asked: Asked): Pick<Session, 'incidentId' | 'alertId'> {
  const bound = {
    incidentId: session?.incidentId ?? null,
    alertId: session?.alertId ?? null,
  };
  const isBound = bound.incidentId !== null || bound.alertId !== null;
  for (const subject of ['incidentId', 'alertId'] as const) {
    const wanted = asked[subject] ?? null;
    if (isBound && wanted !== null && wanted !== bound[subject]) {
      const thing = bound.incidentId === null ? 'alert' : 'incident';
      const message = `The session is about another ${thing}; leave ${subject} out, or begin a new session.`;
      throw new ParleyError('invalid_input', message, { subject });
    }
  }
  return isBound ? bound : { incidentId: asked.incidentId ?? null, alertId: asked.alertId ?? null };
}

/** The template of a turn that chooses none. */
const templateIdOf = (ground: Ground): string =>
  ground.kind === 'given text' ? ground.purpose : ground.kind;

/** One of the tenant's takes the place of the built-in one of its id in all versions. */
function templateOf({ template, hasTemplate }: TurnStart, { id, version }: TemplateChoice): PromptTemplate {
  const found = template ? { id, ...template } : hasTemplate ? undefined : builtinTemplate(id, version);
  if (found) return found;
  const message = 'There is no prompt template with that id and version.';
  throw new ParleyError('invalid_input', message, { subject: 'template' });
}
