import { readdirSync, readFileSync } from 'node:fs';
import type { PromptTemplate } from '../../core/prompt-template.ts';

/** A file is a version: `history.1.md`. One that was released is never changed; what is to be new is the next number. */
const FILE_NAME = /^([a-z0-9_-]{1,60})\.([1-9]\d{0,5})\.md$/;

const FOLDER = new URL('./', import.meta.url);

let kept: readonly PromptTemplate[] | undefined;

/** Every version of every template that comes with the server, by id and number; read once. */
export function builtinTemplates(): readonly PromptTemplate[] {
  kept ??= readdirSync(FOLDER)
    .flatMap(readTemplate)
    .sort((one, other) => compare(one.id, other.id) || one.version - other.version);
  return kept;
}

/** That version; null: the newest. Undefined where there is none. */
export const builtinTemplate = (id: string, version: number | null): PromptTemplate | undefined =>
  builtinTemplates().findLast((each) => each.id === id && (version === null || each.version === version));

/** The newest version of each, by id. */
export const newestBuiltinTemplates = (): PromptTemplate[] => [
  ...new Map(builtinTemplates().map((template) => [template.id, template])).values(),
];

function readTemplate(file: string): PromptTemplate[] {
  const [, id, version] = FILE_NAME.exec(file) ?? [];
  if (id === undefined) return [];
  const body = readFileSync(new URL(file, FOLDER), 'utf8').replaceAll('\r\n', '\n').trim();
  return [{ id, version: Number(version), body }];
}

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
