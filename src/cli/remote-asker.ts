import type { SourceType } from '../core/conversation.ts';
import { parseId } from '../core/ids.ts';
import { type AskedQuestion, type AskedReply, type Asker, dialectOf } from './asker.ts';
import { callRemote, type Remote, type RemoteAnswer } from './remote.ts';

/** APIs that name sources without their numbers name them in the order of these. */
const idsOf = (sources: readonly { readonly id: string }[]): string[] => sources.map(({ id }) => id);

type WireReply = Pick<AskedReply, 'sessionId' | 'messageId' | 'reply' | 'timestamp'> & {
  readonly sources: readonly { type: SourceType; id: string; title: string }[];
};

/** Asks a running server through the chat API of the dialect. */
export const remoteAsker = (remote: Remote): Asker => ({
  ask(asked) {
    const dialect = dialectOf(asked);
    if (dialect === 'memory') return askMemory(remote, asked);
    return dialect === 'project' ? askProject(remote, asked) : askDocuments(remote, asked);
  },
  retrieve: async () => [],
});

const abstained = ({ header }: RemoteAnswer): boolean => header('Parley-Abstained') === 'true';

async function askMemory(
  remote: Remote,
  { question: message, session: sessionId, incident: incidentId }: AskedQuestion,
): Promise<AskedReply> {
  const answer = await callRemote(
    remote,
    '/v1/memory/chat',
    JSON.stringify({ message, sessionId, incidentId }),
  );
  const { sources: wired, ...reply } = answer.body as unknown as WireReply;
  const sources = wired.map((source) => ({
    ...source,
    id: parseId('inc', source.id) ?? source.id,
    externalId: null,
  }));
  return {
    ...reply,
    sessionId: parseId('sess', reply.sessionId) ?? reply.sessionId,
    messageId: parseId('msg', reply.messageId) ?? reply.messageId,
    abstained: abstained(answer),
    sources,
    cited: idsOf(sources),
  };
}

const messagesOf = ({ conversation = [], question }: AskedQuestion) => [
  ...conversation,
  { role: 'user', content: question },
];

/** These dialects keep no session and tell no time. */
const unkept = () => ({ sessionId: '', messageId: '', timestamp: new Date().toISOString() });

interface ProjectReply {
  readonly message: { readonly content: string };
  readonly sources: readonly { readonly type: SourceType; readonly id: string; readonly name: string }[];
}

async function askProject(remote: Remote, asked: AskedQuestion): Promise<AskedReply> {
  const path = `/v1/projects/${encodeURIComponent(asked.project ?? '')}/ai/chat`;
  const answer = await callRemote(remote, path, JSON.stringify({ messages: messagesOf(asked) }));
  const { message, sources } = answer.body as unknown as ProjectReply;
  return {
    ...unkept(),
    reply: message.content,
    abstained: abstained(answer),
    sources: sources.map(({ type, id, name }) => ({ type, id, title: name, externalId: null })),
    cited: idsOf(sources),
  };
}

interface DocumentReply {
  readonly content: string;
  readonly citations: readonly { readonly index: number; readonly document_id: string | null }[];
}

interface NamedDocument {
  readonly id: string;
  readonly external_id: string;
  readonly title: string;
  readonly kind: 'document' | 'runbook';
}

async function askDocuments(remote: Remote, asked: AskedQuestion): Promise<AskedReply> {
  const body = {
    messages: messagesOf(asked),
    brand_id: asked.brand,
    rag_scope: asked.scope,
    user_id: 'operator',
  };
  const answer = await callRemote(remote, '/v1/ai/chat', JSON.stringify(body));
  const { content, citations } = answer.body as unknown as DocumentReply;
  const cited = citations
    .toSorted((one, other) => one.index - other.index)
    .map(({ document_id: id }) => id ?? '');
  const named = [...new Set(cited)].filter(Boolean).map(async (id) => {
    const { body: document } = await callRemote(remote, `/v1/documents/${id}`, null, 'GET');
    const { kind: type, external_id: externalId, title } = document as unknown as NamedDocument;
    return { type, id, externalId, title };
  });
  const sources = await Promise.all(named);
  return { ...unkept(), reply: content, abstained: abstained(answer), sources, cited };
}
