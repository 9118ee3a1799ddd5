import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { madeDocx, wordParagraph } from '../../support/made-docx.ts';

const ACCESS = `---
title: Access to production
---
# Access to production

## Signing keys

The signing key is replaced every 90 days. Zoë Ødegård 🔑 keeps the copy on paper.

## Break-glass accounts

Two break-glass accounts exist. Each use is reported to the security officer within one hour.
`;

const BACKUPS = `<!doctype html><html><head><title>Backups</title><script>steal()</script></head><body>
<nav>Home | Contact</nav><h1>Backups</h1><h2>Schedule</h2>
<p>The tide database is backed up every six hours. Backups are kept for 35 days in the vault at Westport.</p>
</body></html>`;

const TRAVEL = madeDocx(
  [
    wordParagraph('Travel', 'Heading1'),
    wordParagraph('The daily allowance for travel abroad is 45 euros.'),
    wordParagraph('Receipts are handed in within ten days.'),
  ].join(''),
);

const ARTICLES = [
  { _id: 'kb-1', title: 'Gateway', text: 'The gateway listens on port 7443. It closes idle connections.' },
  { _id: 'kb-2', title: 'Fog signal', text: 'The fog signal sounds two blasts every 30 seconds.' },
  { _id: 'kb-3', title: 'Nothing', text: '' },
];

const LAMP = `---
alerts: [LampOverheating]
---
# Lamp is too hot

## Mitigation

1. Lower the lamp to half power with \`lampctl power 50\`.
2. Open the vents of the lantern room.
3. Call the keeper on duty.
`;

/** Documents of a small organisation by their paths, one of each of several formats; one row has no text. */
const HANDBOOK: Readonly<Record<string, string | Buffer>> = {
  'handbook/access.md': ACCESS,
  'handbook/house/backups.html': BACKUPS,
  'handbook/house/travel.docx': TRAVEL,
  'handbook/articles.jsonl': ARTICLES.map((row) => `${JSON.stringify(row)}\n`).join(''),
  'runbooks/lamp.md': LAMP,
};

export async function writeHandbook(folder: string): Promise<void> {
  for (const [name, content] of Object.entries(HANDBOOK)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
}

/** A manual of some pages, none like another's. */
export const manualOf = (machine: string): string =>
  [
    `# Manual of the ${machine}`,
    `The ${machine} is serviced by the crew of pier ${machine.length}.`,
    ...Array.from(
      { length: 60 },
      (_, place) =>
        `## Part ${place} of the ${machine}\n\nTighten bolt ${place} of the ${machine} by hand, then oil its bearing and note the hour in the book.`,
    ),
  ].join('\n\n');
