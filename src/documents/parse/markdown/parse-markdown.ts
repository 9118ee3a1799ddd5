import { splitFrontMatter } from '../../../lib/split-front-matter.ts';
import type { ParsedDocument } from '../../parsed-document.ts';
import { boundedMetadata } from '../metadata.ts';
import type { ParseLimits } from '../parse-limits.ts';
import { writtenText } from '../parse-text.ts';
import { firstUsefulTitle } from '../useful-title.ts';
import { firstHeading } from './first-heading.ts';

/** Markdown as it is written, without its front matter, whose fields become metadata. */
export function parseMarkdown(bytes: Buffer, limits: ParseLimits): ParsedDocument {
  const { fields, body } = splitFrontMatter(writtenText(bytes, limits));
  const metadata = boundedMetadata(fields);
  const stated = Object.keys(metadata).find((key) => key.toLowerCase() === 'title');
  return {
    title: firstUsefulTitle(stated === undefined ? null : metadata[stated]?.[0], firstHeading(body)),
    text: body,
    syntax: 'markdown',
    pages: null,
    metadata,
  };
}
