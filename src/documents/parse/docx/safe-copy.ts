import { zipSync } from 'fflate';
import { describeZip } from '../detect-document-format.ts';
import { unreadable } from '../parse-limits.ts';
import { checkXml } from './check-xml.ts';
import { ZipParts } from './zip-parts.ts';

/** Of all parts that are read together. A book of a thousand pages comes to about a quarter of it. */
const MAX_UNPACKED_BYTES = 64 * 1024 ** 2;

/** The parts in which the text is, and what it needs to be read; no pictures, programs, settings or embedded files. */
const PARTS =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|docProps\/core\.xml|word\/(?:document|styles|numbering|footnotes|endnotes)\d*\.xml|word\/_rels\/(?:document|footnotes|endnotes)\d*\.xml\.rels)$/;
const MAIN_PART = /^word\/document\d*\.xml$/;
const MACROS = /(?:^|\/)vbaProject\.bin$/i;

export interface SafeCopy {
  /** A Word document of nothing but checked parts, not compressed. */
  readonly bytes: Buffer;
  /** The XML of the document's properties; empty where it has none. */
  readonly properties: string;
}

/**
 * Copies the checked parts of a Word document into a new archive, so that what is read later is what was checked here.
 * Throws ParleyError for what is no Word document, has macros, unpacks to too much, or whose XML is not harmless.
 */
export function safeCopy(bytes: Buffer): SafeCopy {
  const archive = new ZipParts(bytes, MAX_UNPACKED_BYTES);
  const { names } = archive;
  if (!names.some((name) => MAIN_PART.test(name))) throw unreadable(`is ${describeZip(names.join('\n'))}`);
  if (names.some((name) => MACROS.test(name)))
    throw unreadable('is a Word document with macros; save it as DOCX without them');
  const parts: Record<string, Uint8Array> = {};
  let properties = '';
  for (const name of names.filter((one) => PARTS.test(one))) {
    const part = archive.read(name);
    if (!part) continue;
    const xml = part.toString('utf8');
    checkXml(xml);
    if (name === 'docProps/core.xml') properties = xml;
    parts[name] = part;
  }
  return { bytes: Buffer.from(zipSync(parts, { level: 0 })), properties };
}
