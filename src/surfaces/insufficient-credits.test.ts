import assert from 'node:assert/strict';
import { test } from 'node:test';
import { documentedOperations } from '../../test/support/api-document.ts';
import { closed, mismatch } from '../../test/support/schema-validator.ts';
import { ParleyError } from '../core/errors.ts';
import { jsonSchema } from './openapi/json-schema.ts';
import { SURFACES } from './surfaces.ts';

const refusal = new ParleyError('insufficient_credits', 'The project has too few credits.', {
  subject: 'credits',
});

/** The body that each dialect refuses with. */
const BODIES: Readonly<Record<string, unknown>> = {
  'Incident chat': {
    errors: [
      {
        ...{ status: '402', code: 'insufficient_credits', title: 'Payment Required' },
        detail: refusal.message,
      },
    ],
  },
  'Project chat': { status: 402, code: 'insufficient_ai_credits', message: refusal.message },
  'Memory chat': { error: 'insufficient_credits', message: refusal.message },
  'Document chat': { error: 'insufficient_credits', message: refusal.message },
  'Assistant chat': { error: refusal.message, code: 'insufficient_credits' },
  Parley: { error: 'insufficient_credits', message: refusal.message },
};

test('a project that cannot pay is a 402 in the form of every dialect', () => {
  const bodies = SURFACES.map(({ name, errors }) => {
    const { status, body } = errors.encode(refusal);
    assert.equal(status, 402, name);
    assert.equal(mismatch(closed(jsonSchema(errors.schema(status))), body), undefined, name);
    return [name, body];
  });
  assert.deepEqual(Object.fromEntries(bodies), BODIES);
});

test('the document says so of every chat about a project, and of nothing else', () => {
  const paying = documentedOperations.filter(({ responses }) => responses[402] !== undefined);
  assert.deepEqual(
    paying.map(({ method, path }) => `${method} ${path}`),
    [
      'POST /v1/projects/{projectId}/ai/chat',
      'POST /projects/{id}/assistant/chat',
      'POST /api/projects/{id}/assistant/chat',
    ],
  );
});
