import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of Parley's own package.json: where `sample/` lies, from source and from the built package alike. */
export function packageRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('package.json was not found above the program');
    folder = parent;
  }
  return folder;
}
