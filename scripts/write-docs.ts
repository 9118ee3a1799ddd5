import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describeSettings } from '../src/config/describe.ts';

/** Writes the pages of docs/ that are generated from the source. */
writeFileSync(fileURLToPath(new URL('../docs/configuration.md', import.meta.url)), describeSettings());
