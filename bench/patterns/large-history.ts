import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { numbers } from '../support/made-history.ts';

const SYLLABLES = 'ka lo mi ren tas vor dul gan pex sil bru nim kor zel fa tri wen hux jo qua'.split(' ');
const SYMPTOMS = [
  ...['requests time out', 'pods are evicted', 'consumers fall behind', 'logins fail', 'pages answer 503'],
  ...['messages are lost', 'exports stay empty', 'writes are refused', 'memory runs out', 'jobs never end'],
  ...[
    'prices are wrong',
    'labels cannot be printed',
    'search finds nothing',
    'mails are late',
    'certificates expire',
  ],
];
const TRIGGERS = [
  'a deploy',
  'a traffic peak',
  'a change of configuration',
  'an upgrade',
  'an outage of a provider',
];
/** Of ten incidents, so many belong to a family. */
const IN_FAMILIES = 0.5;
const FAMILY_SIZE = 12;

/**
 * Writes `count` made-up incidents of about 80 words as JSON lines, the same in every run: half of them in families of
 * about 12, which share a component, a cause and symptoms told in three ways; the others have nothing in common but words
 * that all have.
 */
export async function writeLargeHistory(file: string, count: number): Promise<void> {
  const next = numbers(23);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;
  const name = () => Array.from({ length: 3 }, () => pick(SYLLABLES)).join('');
  const families = Array.from(
    { length: Math.max(1, Math.round((count * IN_FAMILIES) / FAMILY_SIZE)) },
    () => ({
      ...{ component: name(), part: name(), cause: name(), symptom: pick(SYMPTOMS), trigger: pick(TRIGGERS) },
    }),
  );
  const out = createWriteStream(file);
  for (let index = 1; index <= count; index++) {
    const own = {
      component: name(),
      part: name(),
      cause: name(),
      symptom: pick(SYMPTOMS),
      trigger: pick(TRIGGERS),
    };
    const { component, part, cause, symptom, trigger } = next() < IN_FAMILIES ? pick(families) : own;
    const start = new Date(Date.UTC(2019, 0, 1) + Math.floor(next() * 7 * 365 * 1440) * 60_000);
    const words = Array.from({ length: 40 }, () => `w${Math.floor(next() ** 3 * 20_000).toString(36)}x`).join(
      ' ',
    );
    const titles = [
      `${component}: ${symptom}`,
      `${symptom} because of ${part} in ${component}`,
      `${part} of ${component} broken`,
    ];
    const record = {
      id: `large-${index}`,
      title: pick(titles),
      started_at: start.toISOString(),
      services: [component],
      summary: `${symptom} on ${component}. The on-call engineer was alerted and looked into it. ${words}`,
      root_cause: pick([`The ${cause} of the ${part} was full.`, `${part} ran into the ${cause}.`]),
      trigger,
      resolution: 'The change was rolled back and the service restarted.',
    };
    if (!out.write(`${JSON.stringify(record)}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}
