import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ParleyError } from '../core/errors.ts';
import { describeSettings } from './describe.ts';
import { loadConfig } from './load.ts';

const nowhere = join(tmpdir(), 'parley-no-such-folder');
const complaintOf = (environment: Record<string, string>, folder = nowhere): string => {
  try {
    loadConfig({}, environment, folder);
  } catch (error) {
    assert.ok(error instanceof ParleyError);
    return error.message;
  }
  return '';
};

test('an empty environment gives the documented defaults', () => {
  const config = loadConfig({}, { PORT: '' }, nowhere);
  assert.equal(config.port, 3000);
  assert.equal(config.host, '127.0.0.1');
  assert.equal(config.dataFolder, './data');
  assert.equal(config.databaseUrl, null);
  assert.equal(config.chatQuota, null);
  assert.equal(config.maxBodyBytes, 1024 * 1024);
  assert.ok(Object.isFrozen(config));
});

test('every problem is reported at once, by the name of its setting', () => {
  const complaint = complaintOf({
    PORT: '70000',
    LOG_LEVEL: 'loud',
    DATABASE_URL: 'mysql://x',
    PARLEY_CHAT_QUOTA: '-1',
  });
  for (const name of ['PORT', 'LOG_LEVEL', 'DATABASE_URL', 'PARLEY_CHAT_QUOTA'])
    assert.match(complaint, new RegExp(name));
});

test('models are read with their providers, and each needs what its provider needs', () => {
  const models = 'openai/gpt-4o-mini, compatible/team/llama:8b,builtin';
  const COMPATIBLE_BASE_URL = 'http://127.0.0.1:8000/v1';
  const config = loadConfig({}, { PARLEY_MODEL: models, OPENAI_API_KEY: 'k', COMPATIBLE_BASE_URL }, nowhere);
  assert.deepEqual(config.models, [
    { provider: 'openai', model: 'gpt-4o-mini' },
    { provider: 'compatible', model: 'team/llama:8b' },
    'builtin',
  ]);
  const complaint = complaintOf({ PARLEY_MODEL: models, PARLEY_MODELS: 'anthropic/claude-sonnet-4-6' });
  for (const name of ['OPENAI_API_KEY', 'COMPATIBLE_BASE_URL', 'ANTHROPIC_API_KEY'])
    assert.match(complaint, new RegExp(`${name} must be set for`));
  for (const wrong of ['opnai/x', 'openai/', 'gpt-4o', 'builtin,,builtin', 'openai/a b'])
    assert.match(complaintOf({ PARLEY_MODEL: wrong }), /PARLEY_MODEL must be builtin, or/, wrong);
});

test('a complaint never repeats the value, which may be a secret', () => {
  const complaint = complaintOf({
    PARLEY_JWT_SECRET: 'too-short-secret',
    DATABASE_URL: 'http://user:pass@host/db',
  });
  assert.match(complaint, /PARLEY_JWT_SECRET must be 32 bytes or longer/);
  assert.doesNotMatch(complaint, /too-short-secret|pass@/);
});

test('JWTs need an issuer and an audience, and an issuer needs a key', () => {
  const secret = 'x'.repeat(32);
  assert.match(complaintOf({ PARLEY_JWT_SECRET: secret }), /PARLEY_JWT_ISSUER.*PARLEY_JWT_AUDIENCE/);
  assert.match(
    complaintOf({ PARLEY_JWT_ISSUER: 'me' }),
    /PARLEY_JWT_JWKS_URL or PARLEY_JWT_SECRET must be set/,
  );
  assert.equal(
    complaintOf({ PARLEY_JWT_SECRET: secret, PARLEY_JWT_ISSUER: 'me', PARLEY_JWT_AUDIENCE: 'you' }),
    '',
  );
});

test('prices are of models that there can be, and where answers cost credits there are prices', () => {
  const PARLEY_MODEL_PRICES = 'openai/gpt-4o-mini=0.15/0.075/0.60,builtin=0/0,*=3/15';
  const config = loadConfig({}, { PARLEY_MODEL_PRICES, PARLEY_CREDIT_RATE: '12.5' }, nowhere);
  assert.deepEqual([...(config.modelPrices?.keys() ?? [])], ['openai/gpt-4o-mini', 'builtin', '*']);
  assert.equal(config.creditRate, 12.5);
  for (const prices of ['openia/gpt=1/2', 'gpt-4o-mini=1/2', 'openai/a=1/2,openai/a=1/2', 'openai/a=cheap'])
    assert.match(complaintOf({ PARLEY_MODEL_PRICES: prices }), /PARLEY_MODEL_PRICES must be prices/, prices);
  assert.match(complaintOf({ PARLEY_CREDIT_RATE: '1' }), /PARLEY_MODEL_PRICES must be set where/);
  for (const rate of ['0', '-1', '1e3', 'NaN', '1.'])
    assert.match(complaintOf({ PARLEY_MODEL_PRICES, PARLEY_CREDIT_RATE: rate }), /greater than 0/, rate);
});

test('the environment wins over parley.config.json, and an unknown name in the file is a mistake', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-config-'));
  try {
    writeFileSync(
      join(folder, 'parley.config.json'),
      '{"PORT": 4000, "HOST": "0.0.0.0", "PARLEY_SAMPLE": true}',
    );
    const config = loadConfig({}, { PORT: '5000' }, folder);
    assert.deepEqual([config.port, config.host, config.sample], [5000, '0.0.0.0', true]);
    writeFileSync(join(folder, 'parley.config.json'), '{"PROT": 4000}');
    assert.match(complaintOf({}, folder), /PROT is no setting of Parley/);
    writeFileSync(join(folder, 'parley.config.json'), '{"PORT": ');
    assert.match(complaintOf({}, folder), /parley.config.json is not readable as JSON/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('docs/configuration.md is the page that the settings describe', () => {
  const page = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8');
  assert.equal(page, describeSettings(), 'run npm run docs');
});

test('what a model provider does not get to see is a list of kinds, or off', () => {
  const kindsOf = (written: string) => loadConfig({}, { PARLEY_REDACT: written }, nowhere).redact;
  assert.deepEqual(kindsOf(''), ['secrets', 'emails', 'cards', 'phones']);
  assert.deepEqual(kindsOf('ips, secrets,secrets'), ['secrets', 'ips']);
  assert.deepEqual(kindsOf('off'), []);
  for (const written of ['none', 'secrets,off', 'emails;phones', 'secrets,'])
    assert.match(complaintOf({ PARLEY_REDACT: written }), /PARLEY_REDACT must be off, or a comma-separated/);
});
