import { requireTenant } from '../auth/tenants.ts';
import { collectReply } from '../chat/collect-reply.ts';
import { loadConfig } from '../config/load.ts';
import type { SourceType } from '../core/conversation.ts';
import { ParleyError } from '../core/errors.ts';
import { parseId, type Uuid } from '../core/ids.ts';
import { type RetrievedIncident, retrieveIncidents } from '../knowledge/retrieve-incidents.ts';
import type { Parley } from '../parley.ts';
import { selectIncidentId } from '../store/incident-reference.ts';
import { runQuery } from '../store/query.ts';
import { operatorContext } from './operator-context.ts';
import { callRemote, type Remote } from './remote.ts';
import { withParley } from './with-parley.ts';

/** A reply as `ask` and `eval` print it; ids are UUIDs. */
export interface AskedReply {
  readonly sessionId: string;
  readonly messageId: string;
  readonly reply: string;
  readonly abstained: boolean;
  readonly sources: readonly { type: SourceType; id: string; externalId: string | null; title: string }[];
  readonly timestamp: string;
}

/** Whom `ask` and `eval` ask: the store at hand, or a running server. */
export interface Asker {
  /** `incident` is an id or, at the store, an external id. */
  ask(question: string, session?: string, incident?: string): Promise<AskedReply>;
  /** What search finds, best first; nothing through a server, whose API does not tell. */
  retrieve(question: string): Promise<readonly RetrievedIncident[]>;
}

/** Through `PARLEY_URL` where it is set, else at the configured store in the tenant of that name or id. */
export async function withAsker<T>(
  tenant: string | undefined,
  work: (asker: Asker) => Promise<T>,
): Promise<T> {
  const { remoteUrl, remoteKey } = loadConfig();
  if (remoteUrl !== null && remoteKey !== null) return work(remoteAsker({ url: remoteUrl, key: remoteKey }));
  if (tenant === undefined) throw new ParleyError('invalid_input', 'Name the tenant with --tenant.');
  return withParley(async (parley) => work(storeAsker(parley, (await requireTenant(parley.db, tenant)).id)));
}

const RETRIEVED_PASSAGES = 2000;
const MAX_QUESTION_CHARACTERS = 4000;

function storeAsker(parley: Parley, tenantId: Uuid): Asker {
  return {
    async ask(message, sessionId, incident) {
      const incidentId = incident === undefined ? undefined : await findIncident(parley, tenantId, incident);
      const events = parley.turn(operatorContext(tenantId), {
        dialect: 'memory',
        ground: { kind: 'history' },
        message,
        maxMessageCharacters: MAX_QUESTION_CHARACTERS,
        now: new Date(),
        ...(sessionId === undefined ? {} : { sessionId }),
        ...(incidentId === undefined ? {} : { incidentId }),
      });
      const { sessionId: session, messageId, reply, abstained, sources, at } = await collectReply(events);
      return { sessionId: session, messageId, reply, abstained, sources, timestamp: at.toISOString() };
    },
    retrieve: (question) => retrieveIncidents(parley.db, tenantId, question, RETRIEVED_PASSAGES),
  };
}

async function findIncident({ db }: Parley, tenantId: Uuid, reference: string): Promise<Uuid> {
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

type WireReply = Pick<AskedReply, 'sessionId' | 'messageId' | 'reply' | 'timestamp'> & {
  readonly sources: readonly { type: SourceType; id: string; title: string }[];
};

function remoteAsker(remote: Remote): Asker {
  return {
    async ask(message, sessionId, incidentId) {
      const { body, header } = await callRemote(
        remote,
        '/v1/memory/chat',
        JSON.stringify({ message, sessionId, incidentId }),
      );
      const { sources, ...reply } = body as unknown as WireReply;
      return {
        ...reply,
        sessionId: parseId('sess', reply.sessionId) ?? reply.sessionId,
        messageId: parseId('msg', reply.messageId) ?? reply.messageId,
        abstained: header('Parley-Abstained') === 'true',
        sources: sources.map((source) => ({
          ...source,
          id: parseId('inc', source.id) ?? source.id,
          externalId: null,
        })),
      };
    },
    retrieve: async () => [],
  };
}
