import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { packageRoot } from '../../lib/package-root.ts';

const LIBRARIES = ['csv-parse', 'fflate', 'gpt-tokenizer', 'htmlparser2', 'mammoth', 'unpdf', 'yaml'];

/** What the process that parses may read: Parley's own code, and the folders in which its libraries are installed. */
export function readableFolders(): string[] {
  const root = realpathSync(packageRoot());
  const { resolve } = createRequire(join(root, 'package.json'));
  const folders = LIBRARIES.map((library) => outermostModules(realpathSync(resolve(library))));
  return [...new Set([join(root, 'package.json'), join(root, 'src'), join(root, 'dist'), ...folders])];
}

/** The `node_modules` that a file lies in: the outermost, for there are the libraries' own libraries, too. */
function outermostModules(file: string): string {
  const mark = `${sep}node_modules${sep}`;
  const at = file.indexOf(mark);
  return at < 0 ? dirname(file) : file.slice(0, at + mark.length - 1);
}
