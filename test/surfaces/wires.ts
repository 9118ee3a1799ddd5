import assert from 'node:assert/strict';
import { newId, parseId, prefixedId, type Uuid } from '../../src/core/ids.ts';

type Json = Record<string, unknown>;

/** What a tenant has that a request may name. */
export interface Place {
  readonly projectId: Uuid;
  readonly projectSlug: string;
  readonly brand: string;
}

export interface WireRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** One dialect as a client sees it: how to ask in it, and how to read what comes back. */
export interface Wire {
  readonly name: string;
  readonly mediaType: string;
  readonly ask: (place: Place, question: string, streamed?: boolean) => WireRequest;
  readonly reply: (body: Json) => unknown;
  /** Ids of what the reply rests on; absent where the dialect has no place for them. */
  readonly sources?: (body: Json) => unknown[];
  readonly invalidStatus: number;
  readonly invalid: (place: Place) => readonly WireRequest[];
  /** Requests that name what only `other` has, each with the status that an unknown name gets. */
  readonly foreign: (
    place: Place,
    other: Place & { sessionId: Uuid },
  ) => readonly (readonly [WireRequest, number])[];
  /** The same requests with names that nobody has. */
  readonly unknown: (place: Place) => readonly WireRequest[];
  /** Throws unless the body is an error in the dialect's form. */
  readonly checkError: (body: Json, status: number) => void;
}

const json = (path: string, body: unknown, streamed = false): WireRequest => ({
  path,
  headers: {
    'Content-Type': 'application/json',
    Accept: streamed ? 'text/event-stream' : 'application/json',
  },
  body: JSON.stringify(body),
});

const user = (content: string) => ({ role: 'user', content });

const incident: Wire = {
  name: 'incident chat',
  mediaType: 'application/vnd.api+json',
  ask: (_, message, streamed) => query({ message }, streamed),
  reply: (body) => attributes(body).reply,
  sources: ({ included }) => (included as Json[]).map(({ id }) => id),
  invalidStatus: 422,
  invalid: () => [
    query({}),
    query({ message: ' ' }),
    query({ message: 'x'.repeat(4001) }),
    query({ message: 'x', session_id: 'nonsense' }),
    query({ message: 'x', incident_id: newId(), alert_id: newId() }),
  ],
  foreign: (_, { sessionId }) => [[query({ message: 'x', session_id: sessionId }), 404]],
  unknown: () => [query({ message: 'x', session_id: newId() })],
  checkError(body, status) {
    if (status === 429) return assert.deepEqual(body, { error: 'Rate limit exceeded. Try again later.' });
    const [first] = body.errors as Json[];
    assert.deepEqual(Object.keys(body), ['errors']);
    assert.equal(first?.status, String(status));
    for (const field of ['code', 'title', 'detail']) assert.ok(first?.[field], field);
  },
};

const query = (parameters: Record<string, string>, streamed = false): WireRequest => ({
  path: `/v1/ai/chat${streamed ? '/stream' : ''}?${new URLSearchParams(parameters)}`,
  headers: {},
});
const attributes = (body: Json) => (body.data as { attributes: Json }).attributes;

const project: Wire = {
  name: 'project chat',
  mediaType: 'application/json',
  ask: (place, question, streamed) => projectChat(place.projectSlug, [user(question)], streamed),
  reply: ({ message }) => (message as Json).content,
  sources: ({ sources }) => (sources as Json[]).map(({ id }) => id),
  invalidStatus: 400,
  invalid: ({ projectSlug }) => [
    projectChat(projectSlug, []),
    projectChat(projectSlug, [user(' ')]),
    projectChat(projectSlug, [user('x'.repeat(8001))]),
    projectChat(projectSlug, [user('x'), { role: 'assistant', content: 'y' }]),
    projectChat(projectSlug, [{ role: 'system', content: 'y' }, user('x')]),
    projectChat(
      projectSlug,
      Array.from({ length: 101 }, () => user('x')),
    ),
    projectChat('Short', [user('x')]),
    { ...projectChat(projectSlug, []), body: '{' },
  ],
  foreign: (_, other) => [
    [projectChat(other.projectSlug, [user('x')]), 404],
    [projectChat(other.projectId, [user('x')]), 404],
  ],
  unknown: () => [projectChat('no-such-project', [user('x')])],
  checkError(body, status) {
    assert.equal(body.status, status);
    assert.match(String(body.code), /^[a-z_]+$/);
    assert.equal(typeof body.message, 'string');
    if (status === 429) assert.ok(Number(body.retryAfter) >= 1);
  },
};

const projectChat = (id: string, messages: unknown[], streamed = false) =>
  json(`/v1/projects/${id}/ai/chat`, { messages }, streamed);

const memory: Wire = {
  name: 'memory chat',
  mediaType: 'application/json',
  ask: (_, message, streamed) => json('/v1/memory/chat', { message }, streamed),
  reply: ({ reply }) => reply,
  sources: ({ sources }) => (sources as Json[]).map(({ id }) => parseId('inc', String(id))),
  invalidStatus: 400,
  invalid: () => [
    json('/v1/memory/chat', {}),
    json('/v1/memory/chat', { message: '' }),
    json('/v1/memory/chat', { message: 'x'.repeat(4001) }),
    json('/v1/memory/chat', { message: 'x', sessionId: 'nonsense' }),
    { ...json('/v1/memory/chat', {}), body: '{' },
  ],
  foreign: (_, { sessionId }) => [
    [json('/v1/memory/chat', { message: 'x', sessionId: prefixedId('sess', sessionId) }), 404],
  ],
  unknown: () => [json('/v1/memory/chat', { message: 'x', sessionId: newId() })],
  checkError: checkErrorAndMessage,
};

const rag: Wire = {
  name: 'document chat',
  mediaType: 'application/json',
  ask: ({ brand }, question, streamed) => ragChat({ brand_id: brand, messages: [user(question)] }, streamed),
  reply: ({ content }) => content,
  sources: ({ citations }) => (citations as Json[]).map(({ document_id }) => document_id),
  invalidStatus: 400,
  invalid: ({ brand }) => [
    ragChat({ brand_id: brand, messages: [] }),
    ragChat({ brand_id: brand }),
    ragChat({ brand_id: '', messages: [user('x')] }),
    ragChat({ brand_id: brand, messages: [{ role: 'assistant', content: 'x' }] }),
    ragChat({ brand_id: brand, messages: [user('x')], user_id: '' }),
    ragChat({ brand_id: brand, messages: [user('x')], top_k: 0 }),
    ragChat({ brand_id: brand, messages: [user('x')], top_k: 1.5 }),
    ragChat({ brand_id: brand, messages: [user('x')], threshold: 1.01 }),
    ragChat({ brand_id: brand, messages: [user('x')], temperature: -1 }),
    ragChat({ brand_id: brand, messages: [user('x')], max_tokens: 0 }),
    ragChat({ brand_id: brand, messages: [user('x')], rag_scope: 'nowhere' }),
    ragChat({ brand_id: brand, messages: [user('x')], assistant_id: 'nobody' }),
    { ...ragChat({}), body: '{' },
  ],
  foreign: (_, other) => [[ragChat({ brand_id: other.brand, messages: [user('x')] }), 400]],
  unknown: () => [ragChat({ brand_id: 'no-such-brand', messages: [user('x')] })],
  checkError: checkErrorAndMessage,
};

const ragChat = (body: Json, streamed = false) => json('/v1/ai/chat', { user_id: 'ada', ...body }, streamed);

function checkErrorAndMessage(body: Json): void {
  assert.deepEqual(Object.keys(body), ['error', 'message']);
  assert.match(String(body.error), /^[a-z_]+$/);
}

const assistant: Wire = {
  name: 'assistant chat',
  mediaType: 'application/json',
  ask: ({ projectId }, question, streamed) =>
    assistantChat(projectId, { messages: [user(question)] }, streamed),
  reply: ({ message }) => message,
  invalidStatus: 400,
  invalid: ({ projectId }) => [
    assistantChat(projectId, {}),
    assistantChat(projectId, { messages: [] }),
    assistantChat(projectId, { messages: [user('')] }),
    assistantChat(projectId, { messages: [user('x'.repeat(8001))] }),
    assistantChat(projectId, { messages: Array.from({ length: 41 }, () => user('x')) }),
    assistantChat(projectId, { messages: [user('x')], purpose: 'small_talk' }),
    assistantChat(projectId, { messages: [user('x')], context: {} }),
    assistantChat(projectId, { messages: [user('x')], context: { source_text: 'x'.repeat(20_001) } }),
    assistantChat(projectId, {
      messages: [user('x')],
      context: { source_text: '', source_label: 'x'.repeat(201) },
    }),
    assistantChat('nonsense', { messages: [user('x')] }),
    { ...assistantChat(projectId, {}), body: '{' },
  ],
  foreign: (_, other) => [[assistantChat(other.projectId, { messages: [user('x')] }), 404]],
  unknown: () => [assistantChat(newId(), { messages: [user('x')] })],
  checkError(body, status) {
    assert.equal(typeof body.error, 'string');
    assert.match(String(body.code), /^[a-z_]+$/);
    if (status === 400) {
      const [path, message] = Object.entries(body.fieldErrors as Json)[0] ?? [];
      assert.deepEqual((body.issues as Json[]).find((issue) => issue.path === path)?.message, message);
    }
    if (status === 429) assert.ok(Number(body.retryAfter) >= 1);
  },
};

const assistantChat = (id: string, body: Json, streamed = false) =>
  json(
    `/projects/${id}/assistant/chat`,
    { purpose: 'roadmap_requirements', context: { source_text: 'It must be fast.' }, ...body },
    streamed,
  );

/** The same dialect at its other address. */
const assistantBelowApi: Wire = {
  ...assistant,
  name: 'assistant chat below /api',
  ask: (place, question, streamed) => {
    const asked = assistant.ask(place, question, streamed);
    return { ...asked, path: `/api${asked.path}` };
  },
};

/** A row a dialect. */
export const WIRES: readonly Wire[] = [incident, project, memory, rag, assistant, assistantBelowApi];
