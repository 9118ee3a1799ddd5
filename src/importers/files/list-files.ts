import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { ParleyError } from '../../core/errors.ts';
import type { ImportLimits } from '../import-limits.ts';

export interface SourceFile {
  readonly path: string;
  /** Path relative to the import's root, with forward slashes: what reports and ids name. */
  readonly name: string;
  /** `name` below the root's own name: folders tell what a file is about. */
  readonly place: string;
  readonly sizeBytes: number;
  /** True where the operator named the file itself, not a folder around it. */
  readonly named: boolean;
}

export interface FileList {
  readonly files: readonly SourceFile[];
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
}

const DEPENDENCIES = /^(?:node_modules|vendor|\.git|\.hg|\.svn)$/;

/**
 * Every file of the inputs, folders walked through in the order of names. Symbolic links are followed to files inside
 * their root only. Throws ParleyError when an input does not exist or the files are too many.
 */
export async function listFiles(inputs: readonly string[], limits: ImportLimits): Promise<FileList> {
  const files: SourceFile[] = [];
  const skipped: { file: string; reason: string }[] = [];
  for (const input of inputs) {
    const found = await stat(input).catch((error: NodeJS.ErrnoException) => {
      throw unreadable(input, error);
    });
    if (found.isFile())
      files.push({
        path: input,
        name: basename(input),
        place: basename(input),
        sizeBytes: found.size,
        named: true,
      });
    else if (found.isDirectory()) await walkInput(input, { files, skipped, limits });
    else
      throw new ParleyError('invalid_input', `${input} is neither a file nor a folder`, { subject: 'path' });
  }
  return { files: withOwnNames(files), skipped };
}

interface Walk {
  readonly root: string;
  readonly rootName: string;
  readonly files: SourceFile[];
  readonly skipped: { file: string; reason: string }[];
  readonly limits: ImportLimits;
}

/** Unlike a folder below it, an input that holds nothing or may not be read is said to be so. */
async function walkInput(input: string, lists: Pick<Walk, 'files' | 'skipped' | 'limits'>): Promise<void> {
  const { files, skipped } = lists;
  const before = files.length + skipped.length;
  await readdir(input).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(input, error);
  });
  const root = await realpath(input);
  await walk({ ...lists, root, rootName: basename(root) }, '', 0);
  if (files.length + skipped.length === before)
    skipped.push({ file: basename(root), reason: 'is a folder without files' });
}

function unreadable(input: string, error: NodeJS.ErrnoException): ParleyError {
  const isMissing = error.code === 'ENOENT' || error.code === 'ENOTDIR';
  const what = isMissing ? 'There is no file or folder' : 'Parley may not read';
  return new ParleyError('not_found', `${what} ${input}`, { subject: 'path', cause: error });
}

async function walk(state: Walk, folder: string, depth: number): Promise<void> {
  const { root, rootName, files, skipped, limits } = state;
  if (depth > limits.maxFolderDepth) {
    skipped.push({ file: folder, reason: `is nested more than ${limits.maxFolderDepth} folders deep` });
    return;
  }
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => null);
  if (entries === null) {
    skipped.push({ file: folder, reason: 'is a folder that Parley may not read' });
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (DEPENDENCIES.test(entry.name))
      skipped.push({ file: name, reason: 'is a folder of dependencies or version control' });
    else if (entry.name.startsWith('.')) skipped.push({ file: name, reason: 'is hidden' });
    else if (entry.isDirectory()) await walk(state, name, depth + 1);
    else {
      const path = await readablePath(root, name, entry.isSymbolicLink());
      const found = path === null ? null : await stat(path).catch(() => null);
      if (!path || !found?.isFile())
        skipped.push({ file: name, reason: 'is a link that leaves the folder, or no regular file' });
      else files.push({ path, name, place: `${rootName}/${name}`, sizeBytes: found.size, named: false });
    }
    if (files.length > limits.maxFiles)
      throw new ParleyError(
        'too_large',
        `An import takes at most ${limits.maxFiles} files: import the folders one by one`,
      );
  }
}

async function readablePath(root: string, name: string, isLink: boolean): Promise<string | null> {
  const path = join(root, name);
  if (!isLink) return path;
  const target = await realpath(path).catch(() => null);
  const inside = target !== null && !relative(root, target).startsWith('..') && target.startsWith(root + sep);
  return inside ? path : null;
}

/** Files of one name from several inputs get the name of their folder before it: each is a record of its own. */
function withOwnNames(files: readonly SourceFile[]): SourceFile[] {
  const counts = new Map<string, number>();
  for (const { name } of files) counts.set(name, (counts.get(name) ?? 0) + 1);
  const ownPath = new Set<string>();
  return files.flatMap((file) => {
    if (ownPath.has(file.path)) return [];
    ownPath.add(file.path);
    if ((counts.get(file.name) ?? 0) < 2) return [file];
    const folders = file.path.split(sep).slice(0, -file.name.split('/').length);
    return [{ ...file, name: `${folders.at(-1) ?? ''}/${file.name}`.replace(/^\//, '') }];
  });
}
