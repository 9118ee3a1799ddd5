import { ParleyError } from '../../core/errors.ts';
import { isUnknown } from '../../lib/is-unknown.ts';
import { splitBlocks } from '../../lib/markdown-blocks.ts';
import { snakeCase } from '../../lib/snake-case.ts';
import { wellFormed } from '../../lib/well-formed.ts';
import type { JsonObject, RecordOrigin, RecordReading } from '../importer.ts';
import { collectFields } from './collect-fields.ts';
import { deriveTitle } from './derive-title.ts';
import { fieldAliases } from './field-aliases.ts';
import { FieldReader } from './field-reader.ts';
import { fillFromSections } from './fill-from-sections.ts';
import { finishRecord } from './finish-record.ts';
import { type IncidentFields, readFields } from './read-fields.ts';
import { readSections } from './read-sections.ts';

/** Reads a record by what its fields are called: JSON, a CSV row, or what a vendor's importer makes of its own shape. */
export function readGenericRecord(source: JsonObject, origin: RecordOrigin): RecordReading {
  const record = wellFormed(source);
  const fields = collectFields(record);
  const empty = new Set(
    Object.keys(record)
      .filter((name) => isUnknown(record[name]))
      .map(snakeCase),
  );
  const reader = new FieldReader(fields, origin, empty);
  const known = readFields(reader);
  const body = bodyOf(known);
  if (body !== null) {
    fillFromSections(known, readSections(splitBlocks(body)));
    known.summary ??= firstParagraph(body);
  }
  known.title ??= deriveTitle(
    known.summary ?? known.rootCause ?? known.impact,
    known.labels.get('company')?.[0],
  );
  if (known.title === null)
    throw new ParleyError('invalid_input', 'has no title, name, summary or description');
  return finishRecord(known, origin, reader.warnings);
}

/** The longest text under one of the names of a body. */
function bodyOf(known: IncidentFields): string | null {
  const bodies = fieldAliases.body.flatMap((name) => known.otherTexts.get(name) ?? []);
  return bodies.sort((a, b) => b.length - a.length)[0] ?? null;
}

function firstParagraph(body: string): string | null {
  const block = splitBlocks(body).find(({ type }) => type === 'paragraph');
  return block?.raw.trim() ?? null;
}
