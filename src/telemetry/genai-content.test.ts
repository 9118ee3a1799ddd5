import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CONTENT_ATTRIBUTES, exchangeContent, queryContent, toolContent } from './genai-content.ts';

const valuesOf = (attributes: object) => Object.values(attributes).filter((value) => value !== undefined);
const messagesOf = (json: unknown): { role: string; parts: { content: string }[] }[] =>
  JSON.parse(String(json));

test('every attribute that can hold text is known as such', () => {
  const all = {
    ...exchangeContent({ instructions: 'a', messages: [], reply: 'b' }),
    ...toolContent({ input: 'c', result: 'd' }),
    ...queryContent('e'),
  };
  assert.deepEqual(new Set(Object.keys(all)), CONTENT_ATTRIBUTES);
  assert.equal(valuesOf(all).length, CONTENT_ATTRIBUTES.size);
});

test('what is not given is not told', () => {
  assert.deepEqual(valuesOf({ ...exchangeContent({}), ...toolContent({}) }), []);
});

test('keys and passwords are masked in every text, and the JSON stays whole', () => {
  const text = 'go to postgres://ada:hunter2@db/x with Bearer hunter2 "quoted"';
  const attributes = {
    ...exchangeContent({ instructions: text, messages: [{ role: 'user', content: text }], reply: text }),
    ...toolContent({ input: text, result: text }),
    ...queryContent(text),
  };
  for (const value of valuesOf(attributes)) assert.doesNotMatch(String(value), /hunter2/);
  const [message] = messagesOf(attributes['gen_ai.input.messages']);
  assert.match(message?.parts[0]?.content ?? '', /^go to .* "quoted"$/);
});

test('of a long conversation the newest messages are kept', () => {
  const said = (role: 'user' | 'assistant', letter: string, length: number) => ({
    role,
    content: letter.repeat(length),
  });
  const attributes = exchangeContent({
    messages: [said('user', 'a', 9000), said('assistant', 'b', 5000), said('user', 'c', 2500)],
  });
  const kept = messagesOf(attributes['gen_ai.input.messages']).map(({ role, parts }) => [
    role,
    parts[0]?.content[0],
    parts[0]?.content.length,
  ]);
  assert.deepEqual(kept, [
    ['user', 'a', 500],
    ['assistant', 'b', 5000],
    ['user', 'c', 2500],
  ]);
  const longest = exchangeContent({ messages: [said('user', 'a', 10), said('user', 'b', 1_000_000)] });
  assert.equal(messagesOf(longest['gen_ai.input.messages']).length, 1);
  assert.ok(String(longest['gen_ai.input.messages']).length < 8200);
});

test('a text that is cut through a character stays well formed', () => {
  const value = String(queryContent(`${'x'.repeat(7999)}🙂`)['gen_ai.retrieval.query.text']);
  assert.ok(value.isWellFormed());
  assert.equal(value.length, 8000);
});
