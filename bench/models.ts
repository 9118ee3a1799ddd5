import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ask, postJson } from './support/load.ts';
import { writeMadeHistory } from './support/made-history.ts';
import { parley, type Settings, serve } from './support/parley-process.ts';
import { rowPrinter } from './support/print-row.ts';
import { loadStreams, type StreamLatencies } from './support/stream-load.ts';

const STAND_IN = join(import.meta.dirname, 'support', 'model-stand-in.ts');
const PASSAGES = 10_000;
const CALLERS = [1, 16, 64];
const WARM_UP_SECONDS = 3;

const ABOUT = `
Each turn is a streamed memory chat: key, rate limit, quota, session, evidence from ${PASSAGES.toLocaleString('en-US')} passages, redaction, one model call
with its tools on offer, citations and figures checked, markup made harmless, price and ledger, stored with fsync. The
stand-in speaks chat completions in a process of its own and streams 40 pieces at once; it, the load generator and the
server share the processors. “added” is the turn's median less that of the same stand-in asked directly.
`;

const printRow = rowPrinter(10, 8, 9, 9, 9, 9, 9, 11, 11, 9);

const QUESTIONS = [
  'What caused the {symptom} on {service} in {year}?',
  'How many incidents did {service} have in {year}?',
  'How was it fixed when {symptom} on {service}?',
  'Which {service} incident lasted longest in {year}?',
];
const SYMPTOMS = ['requests timed out', 'pods were evicted', 'logins failed', 'messages were lost'];
const SERVICES = ['checkout', 'payments', 'search', 'identity', 'ledger', 'gateway'];
const YEARS = ['2020', '2021', '2022', '2023', '2024'];

/** Different questions, so that no answer is remembered from the one before. */
function questions(): readonly [Ask, ...Ask[]] {
  const all = QUESTIONS.flatMap((question) =>
    SYMPTOMS.flatMap((symptom) =>
      SERVICES.flatMap((service) =>
        YEARS.map((year) =>
          question.replace('{symptom}', symptom).replace('{service}', service).replace('{year}', year),
        ),
      ),
    ),
  );
  const asks = [...new Set(all)].map((message) => postJson('/v1/memory/chat', { message }));
  const [first, ...others] = asks.sort((a, b) => (String(a.body).length % 7) - (String(b.body).length % 7));
  if (first === undefined) throw new Error('there are no questions');
  return [first, ...others];
}

const directly: readonly [Ask] = [
  postJson('/chat/completions', {
    ...{ model: 'stand-in', stream: true, stream_options: { include_usage: true } },
    messages: [{ role: 'user', content: 'What caused the slow checkout?' }],
  }),
];

function print(
  name: string,
  callers: number,
  measured: StreamLatencies,
  direct?: StreamLatencies,
  rssMib?: number,
): void {
  const { perSecond, first, last } = measured;
  printRow(
    ...[name, String(callers), perSecond],
    ...[first.p50, first.p99, last.p50, last.p99].map((ms) => ms.toFixed(2)),
    ...(direct
      ? [(first.p50 - direct.first.p50).toFixed(2), (last.p50 - direct.last.p50).toFixed(2)]
      : ['', '']),
    rssMib ?? '',
  );
}

async function measure(settings: Settings, folder: string, seconds: number): Promise<void> {
  const tenant = await parley(settings, 'tenant', 'create', `bench-models-${process.pid}`);
  const rates = ['--rate-read', '1000000/1s', '--rate-write', '1000000/1s'];
  const key = await parley(settings, 'key', 'create', '--tenant', tenant, ...rates);
  const file = join(folder, 'history.jsonl');
  await writeMadeHistory(file, PASSAGES);
  await parley(settings, 'import', file, '--tenant', tenant, '--json');
  const standIn = await serve({}, [STAND_IN]);
  const url = `${standIn.url}/v1`;
  const server = await serve({
    ...settings,
    ...{ PARLEY_MODEL: 'openai/stand-in', OPENAI_API_KEY: 'none', OPENAI_BASE_URL: url, LOG_LEVEL: 'info' },
    ...{ PARLEY_CHAT_QUOTA: '1000000000', PARLEY_MODEL_PRICES: 'openai/stand-in=0.15/0.075/0.6' },
  });
  try {
    const model = { url, key: 'none', firstWords: /"content":"\w/, goodEnd: /\[DONE\]/ };
    const turn = { url: server.url, key, firstWords: /^event: text$/m, goodEnd: /^event: done$/m };
    const asks = questions();
    await loadStreams(turn, asks, 8, WARM_UP_SECONDS);
    printRow(
      '',
      'callers',
      'turns/s',
      'first p50',
      'p99',
      'last p50',
      'p99',
      'added 1st',
      'added last',
      'RSS MiB',
    );
    for (const callers of CALLERS) {
      const direct = await loadStreams(model, directly, callers, seconds);
      print('stand-in', callers, direct);
      print('Parley', callers, await loadStreams(turn, asks, callers, seconds), direct, server.residentMib());
    }
  } finally {
    await server.stop();
    await standIn.stop();
  }
}

/** What a turn adds to a language model's own time. `seconds` a figure. */
export async function benchModels(seconds: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-bench-'));
  const { DATABASE_URL } = process.env;
  const settings: Settings = DATABASE_URL ? { DATABASE_URL } : { PARLEY_DATA: join(folder, 'store') };
  const store = DATABASE_URL ? 'PostgreSQL' : 'embedded store';
  console.log(`${store}, load of the machine before: ${loadavg()[0]?.toFixed(1)}\n${ABOUT}`);
  try {
    await measure(settings, folder, seconds);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
