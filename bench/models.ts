import { join } from 'node:path';
import { type Ask, postJson } from './support/load.ts';
import { writeMadeHistory } from './support/made-history.ts';
import { parley, type Settings, serve } from './support/parley-process.ts';
import { rowPrinter } from './support/print-row.ts';
import { loadStreams, type StreamLatencies } from './support/stream-load.ts';
import { withStore } from './support/with-store.ts';

const STAND_IN = join(import.meta.dirname, 'support', 'model-stand-in.ts');
const PASSAGES = 10_000;
const CALLERS = [1, 16, 64];
const WARM_UP_SECONDS = 3;

const ABOUT = `
Each turn is streamed: key, rate limit, quota, session, evidence, redaction, one model call, citations and figures checked,
markup made harmless, price and ledger, stored with fsync. “history” is the memory chat: what the analyst computes and what a
search finds among ${PASSAGES.toLocaleString('en-US')} passages, with the tools on offer. “given text” is the assistant chat, whose evidence comes with
the request: what a turn costs without looking anything up. The stand-in speaks chat completions in a process of its own and
streams 40 pieces at once; it, the load generator and the server share the processors. “added” is the turn's median less
that of the same stand-in asked directly.
`;

const printRow = rowPrinter(11, 8, 9, 9, 9, 9, 9, 11, 11, 9);

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

/** A question about a text that comes with it; makes the project that it names. */
async function aboutText({ url, key }: { readonly url: string; readonly key: string }): Promise<Ask> {
  const response = await fetch(`${url}/v1/projects`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ slug: 'bench-web-shop' }),
  });
  const { id } = (await response.json()) as { id: string };
  return postJson(`/projects/${id}/assistant/chat`, {
    purpose: 'roadmap_requirements',
    messages: [{ role: 'user', content: 'What is missing?' }],
    context: {
      source_text: 'The export must finish within 30 seconds.\nThe page must be fast.\n'.repeat(20),
    },
  });
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
    const chats = [
      ['history', questions()],
      ['given text', [await aboutText(turn)]],
    ] as const;
    for (const [, asks] of chats) await loadStreams(turn, asks, 8, WARM_UP_SECONDS);
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
      for (const [name, asks] of chats)
        print(name, callers, await loadStreams(turn, asks, callers, seconds), direct, server.residentMib());
    }
  } finally {
    await server.stop();
    await standIn.stop();
  }
}

/** What a turn adds to a language model's own time. `seconds` a figure. */
export const benchModels = (seconds: number): Promise<void> =>
  withStore(ABOUT, (settings, folder) => measure(settings, folder, seconds));
