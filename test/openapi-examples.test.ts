import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createApiKey } from '../src/auth/api-keys.ts';
import { newId, type Uuid } from '../src/core/ids.ts';
import type { Finding } from '../src/core/insight.ts';
import type { Db } from '../src/db/db.ts';
import { insertAlert } from '../src/store/alerts.ts';
import { insertApiKey } from '../src/store/api-keys.ts';
import { insertAssistant } from '../src/store/assistants.ts';
import { insertBrand } from '../src/store/brands.ts';
import { insertExchange } from '../src/store/chat-messages.ts';
import { appendContent, insertDocumentJob, insertJobFile } from '../src/store/document-jobs.ts';
import { failFile } from '../src/store/document-leases.ts';
import { announceDocument, failDocument } from '../src/store/document-writes.ts';
import { storeFindings } from '../src/store/insights.ts';
import { insertNote } from '../src/store/notes.ts';
import { insertProject } from '../src/store/projects.ts';
import { insertTemplate } from '../src/store/prompt-templates.ts';
import { type Query, runQueries } from '../src/store/query.ts';
import { upsertRunbooks } from '../src/store/runbooks.ts';
import { writeMerges } from '../src/store/topology-merges.ts';
import { EXAMPLE_ID } from '../src/surfaces/ids.ts';
import { exampleAlertParams } from '../src/surfaces/incident-chat/alert-fixtures.ts';
import { exampleIncidentParams } from '../src/surfaces/incident-chat/incident-fixtures.ts';
import { EXAMPLE_INCIDENTS, OTHER_PATTERN } from '../src/surfaces/memory-chat/pattern-fixtures.ts';
import type { MediaType, Parameter } from '../src/surfaces/openapi/document.ts';
import { exampleNewMerge, exampleTopicParams } from '../src/surfaces/project-chat/graph-fixtures.ts';
import { exampleAssistantParams } from '../src/surfaces/rag-chat/assistant-fixtures.ts';
import { exampleDocument } from '../src/surfaces/rag-chat/document-fixtures.ts';
import { exampleTemplateParams } from '../src/surfaces/rag-chat/template-fixtures.ts';
import { exampleTurnId } from '../src/surfaces/running-turns/stop-turn.ts';
import { applyImport } from '../src/topology/merge/apply-import.ts';
import { type DocumentedOperation, documentedOperations } from './support/api-document.ts';
import { newPattern } from './support/new-pattern.ts';
import { WITHOUT_EXTRACTION } from './support/pattern-desk.ts';
import { onEachServer, type RunningParley } from './support/running-parley.ts';
import { mismatch } from './support/schema-validator.ts';
import { draft, nodeDraft, service } from './support/topology-drafts.ts';

interface Body {
  readonly type: string;
  readonly content: unknown;
}

/** Known by the id of the examples and by the slug that they use. */
const incident = {
  id: 'INC-1',
  slug: exampleIncidentParams.id,
  title: 'Checkout answered 503',
  severity: 'High',
  started_at: '2026-01-14T09:12:00Z',
};

/** That one and those that are the same failure, and two others. */
const incidents = [
  { uuid: EXAMPLE_ID, ...incident },
  ...[...EXAMPLE_INCIDENTS.slice(1), newId(), newId()].map((uuid, index) => ({
    ...{ uuid, id: `INC-${index + 2}`, title: 'Checkout was down', started_at: '2025-10-17T06:00:00Z' },
  })),
];

const EVENTS = 'text/event-stream';
/** What examples create: there before everything but its creation. */
const CREATED = { project: 'web-shop-2026', brand: 'acme-handbook' };

/** Every request that the documentation shows: without a body where that may be, and with each body. */
const requestsOf = ({ operation: { requestBody } }: DocumentedOperation): (Body | undefined)[] => [
  ...(requestBody?.required ? [] : [undefined]),
  ...Object.entries(requestBody?.content ?? {}).flatMap(([type, media]) =>
    examplesOf(media).map((content) => ({ type, content })),
  ),
];

const examplesOf = ({ example, examples = {} }: MediaType): unknown[] => [
  ...(example === undefined ? [] : [example]),
  ...Object.values(examples).map(({ value }) => value),
];

onEachServer(
  'Every example of the API document',
  (server) => {
    for (const documented of documentedOperations) {
      const { method, path, operation, responses } = documented;
      const good = Object.keys(responses).filter((status) => /^2/.test(status));
      const newKey = () => newCaller(server(), good.includes('201') ? 'bare' : 'whole');
      describe(`${method} ${path}`, () => {
        for (const body of requestsOf(documented))
          test(`is answered as documented ${body === undefined ? 'without a body' : `as ${body.type}`}`, async () => {
            const key = await newKey();
            const running =
              operation.operationId === 'stopTurn' ? await beginTurn(server().url, key) : undefined;
            const response = await send(server().url, documented, key, { body });
            const text = await response.text();
            assert.ok(good.includes(String(response.status)), `${response.status} ${text}`);
            await running?.text();
            // The answer itself is held against the document by the server under test.
          });
        // Where the body is left to choice, the request without one is another surface's, which streams elsewhere.
        const isOwn = (body: unknown) => body !== undefined || operation.requestBody === undefined;
        if (EVENTS in (responses[200]?.content ?? {}))
          for (const body of requestsOf(documented).filter(isOwn))
            test(`streams what it would answer ${body === undefined ? 'without a body' : `to ${body.type}`}`, async () => {
              const response = await send(server().url, documented, await newKey(), { body, accept: EVENTS });
              assert.match(response.headers.get('content-type') ?? '', /^text\/event-stream/);
              const last = /event: done\ndata: (.*)\n\n$/.exec(await response.text())?.[1];
              const whole = Object.entries(responses[200]?.content ?? {}).filter(([type]) => type !== EVENTS);
              const wrong = whole.map(([, { schema }]) => mismatch(schema, JSON.parse(last ?? 'null')));
              assert.ok(
                wrong.length === 0 || wrong.includes(undefined),
                `${operation.operationId}: ${wrong} ${last}`,
              );
            });
      });
    }
  },
  WITHOUT_EXTRACTION,
);

/** A turn under the id that the documentation stops, which says a word and waits. */
async function beginTurn(url: string, key: string): Promise<Response> {
  const response = await fetch(`${url}/v1/memory/chat`, {
    method: 'POST',
    headers: {
      ...{ Authorization: `Bearer ${key}`, 'Content-Type': 'application/json', Accept: EVENTS },
      'X-Request-Id': exampleTurnId,
    },
    body: JSON.stringify({ message: 'wait here' }),
  });
  assert.equal(response.status, 200);
  return response;
}

interface Variant {
  readonly body?: Body | undefined;
  readonly accept?: string;
}

async function send(
  url: string,
  { method, path, operation: { parameters = [] } }: DocumentedOperation,
  key: string,
  { body, accept }: Variant,
): Promise<Response> {
  const values = parameters.filter(({ example }) => example !== undefined);
  const named = (place: Parameter['in']) => values.filter((each) => each.in === place);
  const address = parameters
    .filter((each) => each.in === 'path')
    .reduce(
      (text, { name, example }) => text.replace(`{${name}}`, encodeURIComponent(String(example))),
      path,
    );
  const query = new URLSearchParams(
    named('query').map(({ name, example }): [string, string] => [name, String(example)]),
  );
  const { type, content } = body ?? {};
  return fetch(`${url}${address}${query.size === 0 ? '' : `?${query}`}`, {
    method,
    headers: {
      ...Object.fromEntries(named('header').map(({ name, example }) => [name, String(example)])),
      Authorization: `Bearer ${key}`,
      ...(type === undefined ? {} : { 'Content-Type': type }),
      ...(accept === undefined ? {} : { Accept: accept }),
    },
    ...(body === undefined ? {} : { body: typeof content === 'string' ? content : JSON.stringify(content) }),
  });
}

/** A caller whose organisation has everything that the examples name; `bare`: but for what they create. */
async function newCaller({ parley, newTenant, url }: RunningParley, kind: 'bare' | 'whole'): Promise<string> {
  const tenantId = await newTenant();
  const { id, key } = await createApiKey(parley.db, { tenantId, role: 'admin' });
  const imported = await fetch(`${url}/v1/imports`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(incidents),
  });
  assert.equal(((await imported.json()) as { added: number }).added, incidents.length);
  await runQueries(parley.db, { tenantId }, [
    ...standing(tenantId, `key:${id}`),
    ...(kind === 'whole' ? created(tenantId) : []),
  ]);
  await failedDocument(parley.db, tenantId, `key:${id}`);
  await knownGraph(parley.db, tenantId, `key:${id}`);
  await knownPatterns(parley.db, tenantId);
  return key;
}

/** Services and a topic, and two names that were taken for one. */
async function knownGraph(db: Db, tenantId: Uuid, by: string): Promise<void> {
  const project = { tenantId, projectId: EXAMPLE_ID };
  const { name, alias } = exampleNewMerge;
  const said = draft([service(name), service(alias), nodeDraft('topic', exampleTopicParams.name)]);
  await applyImport(db, tenantId, EXAMPLE_ID, { source: 'shop', drafts: [said], by });
  const merge = { kind: 'service', name: 'mail', alias: 'mailer', rule: 'by hand', createdBy: by } as const;
  await db.transaction({ tenantId }, (tx) =>
    writeMerges(tx, project, [{ ...merge, id: EXAMPLE_ID, nodeId: null, place: null }]),
  );
}

/** A pattern with its runbook and an insight about it, and another pattern that it belongs to. */
async function knownPatterns(db: Db, tenantId: Uuid): Promise<void> {
  const others = incidents.map(({ uuid }) => uuid).filter((uuid) => !EXAMPLE_INCIDENTS.includes(uuid));
  const title = 'Checkout was down';
  await newPattern(db, tenantId, { id: EXAMPLE_ID, title, incidentIds: EXAMPLE_INCIDENTS });
  await newPattern(db, tenantId, { id: OTHER_PATTERN, title, incidentIds: others });
  const about = { id: EXAMPLE_ID, patternId: EXAMPLE_ID };
  const finding: Finding = {
    subjectKey: 'example',
    kind: 'early_repeat',
    category: 'reliability',
    severity: 'low',
    ...{ title, summary: title, affectedServices: [], incidentCount: 1, arithmetic: {} },
    ...{ incidentIds: [EXAMPLE_ID], patternId: EXAMPLE_ID },
  };
  await runQueries(db, { tenantId }, [
    upsertRunbooks(tenantId, [{ ...about, services: [], steps: [], prevention: [] }]),
    storeFindings(tenantId, new Date(), [{ id: EXAMPLE_ID, ...finding }]),
  ]);
}

/** A document that could not be read, of a job whose file can be read once more. */
function failedDocument(db: Db, tenantId: Uuid, actor: string): Promise<void> {
  const { external_id: name, kind } = exampleDocument;
  const content = Buffer.from('# Signing keys\n\nRun the job rotate-keys.\n');
  const place = { tenantId, jobId: EXAMPLE_ID, position: 0 };
  const collection = { tenantId, brandId: EXAMPLE_ID, scope: '' };
  const kept = { sizeBytes: content.length, contentHash: Buffer.alloc(32) };
  const file = { ...place, ...kept, name, readAs: name, documentId: EXAMPLE_ID, isKnown: false };
  const error = 'The store was full.';
  return db.transaction({ tenantId }, async (tx) => {
    await announceDocument(tx, collection, { ...kept, id: EXAMPLE_ID, externalId: name, kind, title: name });
    await failDocument(tx, tenantId, EXAMPLE_ID, error);
    await insertDocumentJob(tx, tenantId, { ...collection, id: EXAMPLE_ID, kind, createdBy: actor });
    await insertJobFile(tx, tenantId, file, { owner: 'test', leaseMs: 60_000, isReading: true });
    await appendContent(tx, tenantId, place, 0, content);
    await failFile(tx, place, 'test', error, null);
  });
}

const standing = (tenantId: Uuid, actor: string): Query<unknown>[] => [
  insertProject(tenantId, {
    ...{ id: EXAMPLE_ID, slug: 'my-project-a1b2c', name: 'Mine', description: null, aiCredits: 0 },
  }),
  insertApiKey({
    ...{ tenantId, id: EXAMPLE_ID, prefix: newId(), secretHash: Buffer.alloc(32), name: null },
    ...{ role: 'viewer', scopes: [], rateRead: null, rateWrite: null, expiresAt: null },
  }),
  insertBrand(tenantId, { id: EXAMPLE_ID, key: 'acme', name: 'Acme', scopes: [] }),
  insertTemplate(tenantId, {
    ...{ id: exampleTemplateParams.template_id, name: 'House style', body: 'Be brief.', createdBy: actor },
  }),
  insertAssistant(tenantId, {
    ...{ id: EXAMPLE_ID, key: exampleAssistantParams.assistant_id, name: 'Acme guide' },
    ...{ templateId: 'documents', templateVersion: null, defaultModel: null, defaultScopes: [] },
  }),
  insertNote(
    tenantId,
    { id: EXAMPLE_ID, text: 'Cart uses Redis.', key: Buffer.from('cart'), author: actor },
    10,
  ),
  insertAlert(tenantId, {
    ...{ id: exampleAlertParams.id, externalId: 'ALERT-1', source: null, summary: 'Slow', description: null },
    ...{
      status: null,
      services: [],
      labels: {},
      url: null,
      startedAt: null,
      endedAt: null,
      incidentId: null,
    },
  }),
  insertExchange({
    ...{ tenantId, actor, sessionId: EXAMPLE_ID, dialect: 'incident', incidentId: null, alertId: null },
    ...{ projectId: null, brandId: null, endUser: null, listed: true, summary: 'What broke?' },
    ...{ questionId: newId(), question: 'What broke?', askedAt: new Date('2026-01-15T08:29:59Z') },
    reply: {
      ...{ id: newId(), content: 'Checkout.', at: new Date('2026-01-15T08:30:00Z'), answerer: 'echo' },
      ...{ sources: [], passages: [], citations: [], state: null, abstained: false, interrupted: false },
      ...{ finishReason: 'stop', template: { id: 'history', version: 1 }, checks: null },
    },
  }),
];

const created = (tenantId: Uuid): Query<unknown>[] => [
  insertProject(tenantId, {
    ...{ id: newId(), slug: CREATED.project, name: 'Web shop', description: null, aiCredits: 0 },
  }),
  insertBrand(tenantId, { id: newId(), key: CREATED.brand, name: 'Handbook', scopes: [] }),
];
