import { ParleyError } from '../../core/errors.ts';
import type { IncidentRecord } from '../../core/incident.ts';
import { shorten } from '../../lib/shorten.ts';
import { wellFormed } from '../../lib/well-formed.ts';
import type { RecordOrigin, RecordReading } from '../importer.ts';
import type { IncidentFields } from './read-fields.ts';

const MAX_TITLE_CHARACTERS = 300;

/** The id under which the source knows the record: its own, else its file with its number in the file. */
const externalIdOf = (fields: IncidentFields, origin: RecordOrigin): string =>
  fields.ownId ?? (origin.ordinal === null ? origin.file : `${origin.file}#${origin.ordinal}`);

/** Turns fields into the record of the model. Throws ParleyError when there is not even a title. */
export function finishRecord(
  fields: IncidentFields,
  origin: RecordOrigin,
  warnings: readonly string[],
  body?: string,
): RecordReading {
  const { uuid, ownId: _ownId, labels, otherTexts, title, ...rest } = fields;
  if (title === null) throw new ParleyError('invalid_input', 'has no title, name, summary or description');
  const record: IncidentRecord = wellFormed({
    ...rest,
    id: uuid,
    externalId: externalIdOf(fields, origin),
    title: shorten(title, MAX_TITLE_CHARACTERS),
    labels: Object.fromEntries(labels),
    fullText: body ?? composeText(fields),
  });
  return { record, warnings };
}

const PARTS = [
  ['summary', 'Summary'],
  ['impact', 'Impact'],
  ['rootCause', 'Root cause'],
  ['trigger', 'Trigger'],
  ['detection', 'Detection'],
  ['resolution', 'Resolution'],
  ['lessons', 'Lessons learned'],
] as const;

/**
 * The texts of a record without a body of its own, as Markdown with a heading for each part. Labels are no sentences:
 * they stand only in the passages that are searched.
 */
function composeText(fields: IncidentFields): string {
  const parts: string[] = [];
  for (const [name, heading] of PARTS) {
    const text = fields[name];
    if (text !== null) parts.push(name === 'summary' ? text : `## ${heading}\n\n${text}`);
  }
  for (const [name, text] of fields.otherTexts) parts.push(`## ${name.replaceAll('_', ' ')}\n\n${text}`);
  if (fields.timeline.length > 0) {
    const rows = fields.timeline.map(
      (entry) =>
        `- ${entry.at ? `${entry.at.toISOString().slice(0, 16).replace('T', ' ')} UTC: ` : ''}${entry.text}`,
    );
    parts.push(`## Timeline\n\n${rows.join('\n')}`);
  }
  if (fields.actionItems.length > 0)
    parts.push(`## Action items\n\n${fields.actionItems.map((item) => `- ${item}`).join('\n')}`);
  return parts.join('\n\n');
}
