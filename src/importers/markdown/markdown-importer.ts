import { ParleyError } from '../../core/errors.ts';
import { isUnknown } from '../../lib/is-unknown.ts';
import { type Block, splitBlocks } from '../../lib/markdown-blocks.ts';
import { plainText } from '../../lib/plain-text.ts';
import { snakeCase } from '../../lib/snake-case.ts';
import { splitFrontMatter } from '../../lib/split-front-matter.ts';
import { wellFormed } from '../../lib/well-formed.ts';
import { collectFields, type Fields } from '../fields/collect-fields.ts';
import { deriveTitle } from '../fields/derive-title.ts';
import { FieldReader } from '../fields/field-reader.ts';
import { fillFromSections } from '../fields/fill-from-sections.ts';
import { finishRecord } from '../fields/finish-record.ts';
import { type IncidentFields, readFields } from '../fields/read-fields.ts';
import { readSections, type Section, sectionText } from '../fields/read-sections.ts';
import type { Importer, JsonObject, RecordOrigin, RecordReading } from '../importer.ts';
import { readDocumentTimes } from './document-times.ts';
import { fileTitle } from './file-title.ts';
import { readHeaderLines, readScatteredFields, readStats } from './header-lines.ts';
import { otherKind, whyNoIncident } from './not-an-incident.ts';

export interface MarkdownDocument {
  readonly frontMatter: JsonObject;
  readonly body: string;
  readonly title: string | null;
  readonly sections: readonly Section[];
}

/** Each heading is compared with many words; this many are read in some tens of milliseconds. */
const MAX_HEADINGS = 2000;

/**
 * Splits a Markdown file into front matter, title and sections. Throws ParleyError on broken front matter and on more
 * headings than any account of an incident has.
 */
export function parseMarkdown(text: string): MarkdownDocument {
  const { fields, body } = splitFrontMatter(wellFormed(text));
  const blocks = splitBlocks(body);
  if (blocks.filter((block) => block.type === 'heading').length > MAX_HEADINGS)
    throw new ParleyError('invalid_input', `has more than ${MAX_HEADINGS} headings`);
  const heading = blocks.findIndex((block) => block.type === 'heading');
  const first = blocks[heading];
  const isTitle =
    first?.type === 'heading' &&
    first.level === 1 &&
    blocks.slice(0, heading).every((block) => block.raw.length < 300);
  const rest = isTitle ? blocks.filter((_, at) => at !== heading) : blocks;
  const title = isTitle ? plainText(first.text) : null;
  return { frontMatter: fields, body, title: title === '' ? null : title, sections: readSections(rest) };
}

/** Why a Markdown file is no incident, or which other kind of knowledge it rather is. */
export function judgeMarkdown(document: MarkdownDocument, file: string, asIncidents: boolean): string | null {
  const reason = whyNoIncident({ ...document, file });
  if (reason !== null || asIncidents) return reason;
  const kind = otherKind({ ...document, file });
  return kind === null
    ? null
    : `looks like a ${kind}; use --as documents or --as runbooks, or --as incidents if it is an incident`;
}

export const markdownImporter: Importer<MarkdownDocument> = {
  name: 'markdown',
  recognises: () => true,
  read: readMarkdown,
};

function readMarkdown(document: MarkdownDocument, origin: RecordOrigin): RecordReading {
  const { frontMatter, sections } = document;
  const emptyNames = new Set(
    Object.keys(frontMatter)
      .filter((name) => isUnknown(frontMatter[name]))
      .map(snakeCase),
  );
  const front = new Set(Object.keys(frontMatter).map(snakeCase));
  const fields = collectFields(frontMatter);
  const prose = readAllFields(sections, fields, emptyNames);
  const reader = new FieldReader(fields, origin, emptyNames);
  const known = readFields(reader);
  fillTexts(known, sections, prose);
  const heading = document.title ?? titleFromSections(sections);
  known.title ??=
    heading ??
    fileTitle(origin.file) ??
    deriveTitle(known.summary, known.labels.get('company')?.[0]) ??
    nameOf(origin.file);
  readDocumentTimes(known, { ...document, title: heading }, prose, reader, front, origin);
  if (known.summary === null && document.body.trim() === '')
    throw new ParleyError('invalid_input', 'has neither a summary nor a text');
  return finishRecord(known, origin, reader.warnings, bodyText(known, document));
}

/** Adds header lines, Stats and scattered fields to those of the front matter; returns the prose before the first heading. */
function readAllFields(sections: readonly Section[], fields: Fields, emptyNames: Set<string>): Block[] {
  const [preamble] = sections;
  const prose = readHeaderLines(preamble?.level === 0 ? preamble.blocks : [], fields, emptyNames);
  readStats(sections, fields, emptyNames);
  readScatteredFields(sections, fields);
  return prose;
}

const nameOf = (file: string): string => file.split('/').findLast((part) => part.trim() !== '') ?? file;

const LINK_ONLY = /^[^.!?]{0,80}:?\s*<?https?:\/\/\S+>?\s*$/;

function fillTexts(known: IncidentFields, sections: readonly Section[], prose: readonly Block[]): void {
  const opening = prose.filter(
    (block) => (block.type === 'paragraph' || block.type === 'list') && !LINK_ONLY.test(block.raw),
  );
  known.summary ??=
    sectionText(sections, 'summary') ??
    (opening.length > 0 ? opening.map((block) => block.raw.trim()).join('\n\n') : firstParagraph(sections));
  fillFromSections(known, sections);
}

/** A text that begins with a heading other than a summary is summed up by its first paragraph. */
function firstParagraph(sections: readonly Section[]): string | null {
  const blocks = sections.filter(({ meaning }) => meaning === null).flatMap((section) => section.blocks);
  return blocks.find((block) => block.type === 'paragraph')?.raw.trim() ?? null;
}

/** The first heading that announces no known part of a post-mortem. */
function titleFromSections(sections: readonly Section[]): string | null {
  const first = sections.find(({ heading }) => heading !== '');
  return first && first.meaning === null ? first.heading : null;
}

function bodyText(known: IncidentFields, document: MarkdownDocument): string {
  const body = document.body.trim();
  const summary = known.summary?.trim() ?? '';
  return summary !== '' && !body.includes(summary) ? `${summary}\n\n${body}` : body;
}
