import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { onEachServer } from '../../../test/support/running-parley.ts';
import { newId, type Uuid } from '../../core/ids.ts';

type Json = Record<string, unknown>;

onEachServer('The assistant chat', (server) => {
  let key: string;
  let project: { id: Uuid; slug: string };
  before(async () => {
    key = await server().newKey(await server().newTenant());
    project = (await call('/v1/projects', { name: 'Road map' })).body as typeof project;
  });

  async function call(path: string, body: unknown) {
    const response = await fetch(server().url + path, {
      method: 'POST',
      headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Json };
  }
  const asked = (more: Json = {}) => ({
    purpose: 'roadmap_requirements',
    messages: [{ role: 'user', content: 'What is missing?' }],
    context: { source_text: 'It must be fast.' },
    ...more,
  });
  const chat = (more: Json = {}, id: string = project.id, prefix = '') =>
    call(`${prefix}/projects/${id}/assistant/chat`, asked(more));

  test('answers with one message, at both addresses and for an id in any letter case', async () => {
    for (const prefix of ['', '/api'])
      for (const id of [project.id, project.id.toUpperCase()])
        assert.deepEqual(await chat({}, id, prefix), { status: 200, body: { message: 'What is missing?' } });
  });

  test('the text, its label and the conversation reach the answerer', async () => {
    await chat({
      messages: [
        { role: 'user', content: 'one' },
        { role: 'assistant', content: 'two' },
        { role: 'user', content: 'three' },
      ],
      context: { source_text: '', source_label: 'Empty' },
    });
    const last = server().answerer.asked.at(-1);
    assert.deepEqual(last?.ground, {
      kind: 'given text',
      projectId: project.id,
      purpose: 'roadmap_requirements',
      text: '',
      label: 'Empty',
    });
    assert.deepEqual(last?.history, [{ question: 'one', reply: 'two', state: undefined }]);
  });

  test('names every wrong field by its path, with the first complaint about each', async () => {
    const { status, body } = await chat({
      messages: [
        { role: 'system', content: 'x' },
        { role: 'user', content: '' },
      ],
      context: { source_label: 7 },
    });
    assert.equal(status, 400);
    assert.equal(body.code, 'validation_failed');
    assert.deepEqual(body.fieldErrors, {
      'messages.0.role': 'must be user or assistant',
      'messages.1.content': 'must not be empty',
      'context.source_text': 'is missing',
      'context.source_label': 'must be a string',
    });
    assert.equal((body.issues as Json[]).length, 4);
  });

  test('an unknown purpose is named, an unknown project a 404, and a slug is no id here', async () => {
    const purpose = await chat({ purpose: 'small_talk' });
    assert.deepEqual([purpose.status, Object.keys(purpose.body.fieldErrors as Json)], [400, ['purpose']]);
    const unknown = await chat({}, newId());
    assert.deepEqual([unknown.status, unknown.body.code], [404, 'project_not_found']);
    const slug = await chat({}, project.slug);
    assert.deepEqual([slug.status, Object.keys(slug.body.fieldErrors as Json)], [400, ['id']]);
  });

  test('the longest that the contract allows passes', async () => {
    const content = '漢'.repeat(8000);
    const messages = Array.from({ length: 40 }, (_, index) => ({
      role: index % 2 === 1 ? 'user' : 'assistant',
      content,
    }));
    const context = { source_text: '漢'.repeat(20_000), source_label: 'x'.repeat(200) };
    const { status, body } = await chat({ messages, context });
    assert.deepEqual([status, body], [200, { message: content }]);
  });
});
