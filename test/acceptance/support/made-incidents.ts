import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const incident = (title: string, startedAt: string, minutes: number, service: string, cause: string) => `---
title: ${title}
started_at: ${startedAt}
duration_minutes: ${minutes}
services: [${service}]
severity: high
---

# ${title}

## Root cause

${cause}
`;

const FILES: Readonly<Record<string, string>> = {
  'README.md': '# Post-mortems\n\nWhat went wrong, and what we learnt.\n',
  '2024/lamp-room.md': incident(
    'Lamp room lost its light',
    '2024-02-10T06:00:00Z',
    45,
    'lamp',
    'The wick feeder had rusted through.',
  ),
  '2024/fog-horn.md': incident(
    'Fog horn stayed silent',
    '2024-11-05T21:30:00Z',
    90,
    'horn',
    'A compressor valve was mounted the wrong way round.',
  ),
  '2025/ferry-times.json': JSON.stringify([
    {
      id: 'FERRY-1',
      title: 'Ferry timetable showed yesterday',
      started_at: '2025-03-01T08:00:00Z',
      resolved_at: '2025-03-01T13:00:00Z',
      services: ['timetable'],
      root_cause: 'The nightly job ran in another time zone.',
    },
  ]),
};

/** A small folder as a person may have it: 3 incidents and a readme. */
export async function writeIncidents(folder: string): Promise<void> {
  for (const [name, content] of Object.entries(FILES)) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), content);
  }
}
