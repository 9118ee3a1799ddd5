import { operatorContext } from '../auth/operator-context.ts';
import { collectReply } from '../chat/collect-reply.ts';
import type { Context } from '../core/context.ts';
import type { TurnRequest } from '../core/conversation.ts';
import { ParleyError } from '../core/errors.ts';
import { parseId, type Uuid } from '../core/ids.ts';
import { findBrand } from '../knowledge/find-brand.ts';
import { findProject } from '../knowledge/find-project.ts';
import { requireScopesOf } from '../knowledge/read-rag-scope.ts';
import { retrieveIncidents } from '../knowledge/retrieve-incidents.ts';
import type { Parley } from '../parley.ts';
import { selectIncidentId } from '../store/incident-reference.ts';
import { runQuery } from '../store/query.ts';
import { type AskedQuestion, type Asker, dialectOf, type Retrieved } from './asker.ts';

const RETRIEVED_INCIDENT_PASSAGES = 2000;
/** Enough for a hundred documents, though some have several passages among them. */
const RETRIEVED_PASSAGES = 400;
const MAX_QUESTION_CHARACTERS = 4000;
const TOP_K = 5;

/** Asks in this process. */
export function storeAsker(parley: Parley, tenantId: Uuid): Asker {
  const context = operatorContext(tenantId);
  return {
    async ask(asked) {
      const events = parley.turn(context, await turnRequest(parley, context, asked));
      const { citations, at, ...done } = await collectReply(events);
      const { sessionId, messageId, reply, abstained, sources } = done;
      const cited = citations.map(({ source }) => source.id);
      return { sessionId, messageId, reply, abstained, sources, cited, timestamp: at.toISOString() };
    },
    async retrieve(asked) {
      if (dialectOf(asked) !== 'rag')
        return retrieveIncidents(parley.db, tenantId, asked.question, RETRIEVED_INCIDENT_PASSAGES);
      const { id: brandId, scopes } = await brandAndScopes(parley, context, asked);
      const { question } = asked;
      const limits = { limit: RETRIEVED_PASSAGES, threshold: 0 };
      return byDocument(await parley.findPassages({ tenantId, brandId, scopes, question, ...limits }));
    },
  };
}

async function turnRequest(parley: Parley, context: Context, asked: AskedQuestion): Promise<TurnRequest> {
  const dialect = dialectOf(asked);
  const said = {
    message: asked.question,
    maxMessageCharacters: MAX_QUESTION_CHARACTERS,
    now: new Date(),
  };
  if (dialect === 'memory') {
    const { session: sessionId, incident } = asked;
    const incidentId = incident === undefined ? undefined : await findIncident(parley, context, incident);
    return {
      ...{ ...said, dialect, ground: { kind: 'history' } },
      ...(sessionId === undefined ? {} : { sessionId }),
      ...(incidentId === undefined ? {} : { incidentId }),
    };
  }
  const conversation = asked.conversation ?? [];
  if (dialect === 'project') {
    const { id: projectId, slug } = await findProject(parley.db, context, asked.project ?? '');
    return { ...said, dialect, conversation, ground: { kind: 'project', projectId, slug } };
  }
  const { id: brandId, key: brand, scopes } = await brandAndScopes(parley, context, asked);
  return {
    ...{ ...said, dialect, conversation },
    ground: { kind: 'documents', brandId, brand, scopes, topK: TOP_K, threshold: 0 },
  };
}

async function brandAndScopes({ db }: Parley, context: Context, { brand = '', scope = '' }: AskedQuestion) {
  const found = await findBrand(db, context, brand);
  return { id: found.id, key: found.key, scopes: requireScopesOf(found, scope) };
}

interface Scored {
  readonly documentId: Uuid;
  readonly externalId: string;
  readonly score: number;
}

/** Each document once, by its best passage. */
function byDocument(passages: readonly Scored[]): Retrieved[] {
  const best = new Map<Uuid, Retrieved>();
  for (const { documentId: id, externalId, score } of passages)
    if (!best.has(id)) best.set(id, { id, externalId, score });
  return [...best.values()];
}

async function findIncident({ db }: Parley, { tenantId }: Context, reference: string): Promise<Uuid> {
  const id = await runQuery(
    db,
    { tenantId },
    selectIncidentId(tenantId, parseId('inc', reference), reference),
  );
  if (id !== undefined) return id;
  throw new ParleyError('not_found', `There is no incident ${JSON.stringify(reference)}.`, {
    subject: 'incident',
  });
}
