import { extensionOf, formatOfName } from '../parse/document-format.ts';
import { readHead } from './read-head.ts';

const FRONT_MATTER = /^\s*---[ \t]*\r?\n[\w -]+:/;
const TITLE_AND_SECTION = /^\s*# \S[\s\S]*?\n##+ \S/;

/**
 * Whether a file that was found in a folder is one that people mean when they import the folder: of a known kind, or
 * without an ending and evidently Markdown.
 */
export async function mayBeDocument({
  path,
  name,
}: {
  readonly path: string;
  readonly name: string;
}): Promise<boolean> {
  if (formatOfName(name) !== null) return true;
  if (extensionOf(name) !== '') return false;
  const head = Buffer.from(await readHead(path)).toString('utf8');
  return FRONT_MATTER.test(head) || TITLE_AND_SECTION.test(head);
}
