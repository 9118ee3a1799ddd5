import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { type Json, type Resource, send } from '../../../test/support/json-api-client.ts';
import { onEachServer } from '../../../test/support/running-parley.ts';
import { newId } from '../../core/ids.ts';

const source = fileURLToPath(
  new URL('../../../../shared/contracts/incident-chat.openapi.json', import.meta.url),
);
const skip = existsSync(source) ? false : `${source} is not there`;
const base = 'https://source.example/';

/** The schemas of the source by name. */
function sourceSchemas(): (name: string, value: unknown) => void {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema({ $id: base, ...(toJsonSchema(JSON.parse(readFileSync(source, 'utf8'))) as object) });
  return (name, value) => {
    const validate = ajv.getSchema(`${base}#/components/schemas/${name}`);
    assert.ok(validate, name);
    assert.ok(validate(value), `${name}: ${ajv.errorsText(validate.errors)} in ${JSON.stringify(value)}`);
  };
}

/** OpenAPI 3.0 says `nullable` where JSON Schema has null among the types and values. */
function toJsonSchema(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toJsonSchema);
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, ...schema } = Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, toJsonSchema(part)]),
  );
  return nullable === true ? { anyOf: [schema, { type: 'null' }] } : schema;
}

onEachServer('Answers by the schema of the source', (server) => {
  test('hold for incidents, chats, messages and errors', { skip }, async () => {
    const check = sourceSchemas();
    const key = await server().newKey(await server().newTenant());
    const get = (path: string) => send(server(), 'GET', path, { key });
    const post = (path: string, body?: unknown) =>
      send(server(), 'POST', path, { key, ...(body === undefined ? {} : { body }) });

    const bare = { data: { type: 'incidents', attributes: {} } };
    const full = {
      data: {
        type: 'incidents',
        attributes: {
          title: 'Checkout answered 503',
          kind: 'normal',
          summary: 'Every third payment failed.',
          status: 'resolved',
          severity_id: 'critical',
          service_ids: ['checkout'],
          environment_ids: ['Production'],
          group_ids: ['Payments'],
          labels: { platform: 'k8s', root_cause: ['Certificate', 'Calendar'] },
          url: 'https://status.example.org/17',
          started_at: '2026-01-15T08:30:00Z',
          resolved_at: '2026-01-15',
        },
      },
    };
    for (const body of [bare, full]) {
      check('new_incident', body);
      const made = await post('/v1/incidents', body);
      check('incident_response', made.body);
      const { id } = made.body.data as Resource;
      check('incident_response', (await get(`/v1/incidents/${id}?include=services,causes,alerts`)).body);
    }
    const imported = [
      { id: 'INC-1', title: 'Slow', action_items: ['Watch it'], sequential_id: 7, root_cause: 'Load' },
      { id: 'INC-2', title: 'Slower', severity: 'SEV1', team: ['a', 'b'], started_at: '2026-01' },
    ];
    const report = await send(server(), 'POST', '/v1/imports', {
      key,
      body: imported,
      headers: { 'Content-Type': 'application/json' },
    });
    assert.equal(report.body.added, imported.length);

    const include = 'include=services,environments,groups,causes,action_items,alerts';
    for (const query of [
      '',
      `?${include}`,
      '?page[size]=1',
      '?page[size]=2&page[number]=9',
      '?filter[search]=no',
    ])
      for (let path: string | null = `/v1/incidents${query}`; path !== null; ) {
        const { status, body }: { status: number; body: Json } = await get(path);
        assert.equal(status, 200);
        check('incident_list', body);
        path = (body.links as { next: string | null }).next;
      }

    const { id } = ((await get('/v1/incidents?sort=created_at')).body.data as Resource[])[0] as Resource;
    const reply = await post(`/v1/ai/chat?message=What%20broke%3F&incident_id=${id}`);
    check('ai_chat_response', reply.body);
    const session = (reply.body.data as Resource).id;
    const messages = await get(`/v1/ai/chat/sessions/${session}/messages`);
    check('ai_chat_session_message_list', messages.body);
    assert.equal((messages.body.messages as unknown[]).length, 2);

    for (const [status, answer] of [
      [400, await get('/v1/incidents?page[number]=1000')],
      [401, await send(server(), 'GET', '/v1/incidents', { key: 'none' })],
      [404, await get(`/v1/incidents/${newId()}`)],
      [422, await post('/v1/incidents', {})],
      [422, await post('/v1/ai/chat')],
    ] as const) {
      assert.equal(answer.status, status);
      check('errors_list', answer.body);
    }
  });
});
