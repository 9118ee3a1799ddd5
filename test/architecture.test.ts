import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { test } from 'node:test';

/** A folder of src imports only from itself and from folders before it. `parley` is the composition root. */
const LAYERS = [
  ...[
    'core',
    'lib',
    'config',
    'telemetry',
    'db',
    'store',
    'auth',
    'limits',
    'models',
    'analyst',
    'requirements',
    'topology',
    'retrieval',
    'documents',
    'reader',
    'patterns',
    'runbooks',
    'insights',
    'evidence',
  ],
  ...['knowledge', 'chat', 'importers', 'jobs', 'surfaces', 'parley', 'cli'],
];

/** What a surface translates for is reached through chat, knowledge and auth. */
const CLOSED_TO_SURFACES = ['db', 'store', 'models'];

/** Folders whose subfolders know nothing of each other, except what is made for all of them. */
const SIBLINGS = ['surfaces', 'importers'];
const FOR_ALL_SIBLINGS = ['http', 'middleware', 'turns', 'uploads', 'files', 'fields', 'write'];

/** The one folder that may use an outside library. */
const LIBRARY_HOMES: readonly (readonly [library: RegExp, home: string])[] = [
  [/^(hono|@hono|@fastify)(\/|$)/, 'surfaces'],
  [/^(pg|@electric-sql)(\/|$)/, 'db'],
  [/^jose(\/|$)/, 'auth'],
  [/^(ai|@ai-sdk|gpt-tokenizer)(\/|$)/, 'models'],
  [/^(pino|prom-client)(\/|$)/, 'telemetry'],
  [/^@opentelemetry(\/|$)/, 'telemetry'],
  [/^(unpdf|mammoth|htmlparser2|fflate)(\/|$)/, 'documents'],
  [/^@huggingface(\/|$)/, 'models'],
  [/^(commander|cli-progress)(\/|$)/, 'cli'],
];

/** What may stand in the text of some folders only. */
const TEXT_HOMES: readonly (readonly [what: string, text: RegExp, homes: readonly string[]])[] = [
  ['process.env', /\bprocess\.env\b/, ['config']],
  ['console', /\bconsole\.\w/, ['cli']],
  [
    'SQL',
    /[`'"]\s*(select\s[^`'"]{1,300}?\sfrom\s|insert\s+into\s|delete\s+from\s|update\s+\w+\s+set\s|with\s+\w+\s+as\s*\()/i,
    ['db', 'store'],
  ],
];

const folderOf = (path: string) => path.split('/')[1]?.replace(/\.ts$/, '') ?? '';

function importsOf(source: string): string[] {
  const statements = source.matchAll(
    /(?:^|\n)\s*(?:import|export)\b[^;'"]*?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g,
  );
  return [...statements].map(([, fixed, dynamic]) => fixed ?? dynamic ?? '');
}

function localOffence(path: string, target: string): string | undefined {
  const [from, to] = [folderOf(path), folderOf(target)];
  if (!target.startsWith('src/') || LAYERS.indexOf(to) > LAYERS.indexOf(from)) return 'points upwards';
  if (from === 'surfaces' && CLOSED_TO_SURFACES.includes(to)) return 'is closed to surfaces';
  const [ownPart, otherPart] = [path.split('/'), target.split('/')].map((parts) =>
    parts.length > 3 ? parts[2] : undefined,
  );
  const areSiblings = from === to && ownPart && otherPart && ownPart !== otherPart && SIBLINGS.includes(from);
  return areSiblings && !FOR_ALL_SIBLINGS.includes(otherPart) ? 'points at a sibling' : undefined;
}

/** Every rule that the file breaks, as `file → target: why`. */
function offences(path: string, source: string): string[] {
  const from = folderOf(path);
  const found = LAYERS.includes(from) ? [] : [`${path}: no layer is called ${from}`];
  for (const specifier of importsOf(source)) {
    const target = posix.join(posix.dirname(path), specifier);
    const why = specifier.startsWith('.')
      ? localOffence(path, target)
      : LIBRARY_HOMES.some(([library, home]) => library.test(specifier) && home !== from) &&
        'has another home';
    if (why) found.push(`${path} → ${specifier.startsWith('.') ? target : specifier}: ${why}`);
  }
  for (const [what, text, homes] of TEXT_HOMES)
    if (text.test(source) && !homes.includes(from))
      found.push(`${path} → ${what}: belongs to ${homes.join(' and ')}`);
  return found;
}

test('every import follows the arrows, and every library and kind of text stays at home', () => {
  const files = globSync('src/**/*.ts').filter((path) => !/\.(test|d)\.ts$/.test(path));
  assert.ok(files.length > 10, 'the source was not found: run from the project folder');
  const found = files.flatMap((path) => offences(path, readFileSync(path, 'utf8')));
  assert.deepEqual(found, [], `\n${found.join('\n')}\n`);
});

test('acceptance tests know the server from outside only', () => {
  const found = globSync('test/acceptance/**/*.ts').filter((path) =>
    importsOf(readFileSync(path, 'utf8')).some((specifier) => /(^|\/)src\//.test(specifier)),
  );
  assert.deepEqual(found, []);
});

test('a broken rule is seen', () => {
  const broken: readonly (readonly [path: string, source: string])[] = [
    ['src/core/a.ts', "import { b } from '../lib/b.ts';"],
    ['src/lib/a.ts', "import type {\n  B,\n} from '../db/db.ts';"],
    ['src/lib/a.ts', "const b = await import('../cli/b.ts');"],
    ['src/db/a.ts', "export { parley } from '../parley.ts';"],
    ['src/surfaces/openai/a.ts', "import { db } from '../../db/db.ts';"],
    ['src/surfaces/openai/a.ts', "import { b } from '../mcp/b.ts';"],
    ['src/store/a.ts', "import { help } from '../../test/support/help.ts';"],
    ['src/chat/a.ts', "import { Hono } from 'hono';"],
    ['src/store/a.ts', "import pg from 'pg';"],
    ['src/auth/a.ts', 'const home = process.env.HOME;'],
    ['src/chat/a.ts', "console.log('here');"],
    ['src/chat/a.ts', 'const sql = `\n  select id\n  from incidents where id = $1`;'],
    ['src/helpers/a.ts', ''],
  ];
  for (const [path, source] of broken) assert.equal(offences(path, source).length, 1, `${path}: ${source}`);
  const sound =
    "import { Hono } from 'hono';\nimport { b } from '../b.ts';\nimport { c } from '../middleware/c.ts';";
  assert.deepEqual(offences('src/surfaces/openai/a.ts', sound), []);
});
