import { html } from 'hono/html';
import type { Content, MediaType, Schema } from '../document.ts';
import { type FieldRow, fieldRows } from './field-rows.ts';
import { inline, type Markup, shown } from './markup.ts';

/** The fields of a schema as a table that can be opened; nothing where it has none. */
export function fieldTable(schema: Schema, label: string): Markup | '' {
  const rows = fieldRows(schema);
  if (rows.length === 0) return '';
  return html`<details class="fields"><summary>${label}</summary>
<table><thead><tr><th>Field</th><th>Type</th><th>Notes</th></tr></thead>
<tbody>${rows.map(fieldRow)}</tbody></table></details>`;
}

const fieldRow = ({ path, type, required, notes }: FieldRow) =>
  html`<tr><td><code>${path}</code>${required ? html` <span class="need">needed</span>` : ''}</td>
<td>${type}</td><td>${inline(notes)}</td></tr>`;

/** Every form of a body with its examples and, where asked for, its fields. */
export const bodies = (content: Content, withFields: boolean): Markup[] =>
  Object.entries(content).map(
    ([type, media]) =>
      html`<p class="type"><code>${type}</code></p>${examplesOf(media)}${withFields ? fieldTable(media.schema, 'Fields') : ''}`,
  );

function examplesOf({ example, examples = {} }: MediaType): Markup[] {
  const named = Object.entries(examples).map(
    ([name, { value }]) =>
      html`<p class="name">${name}</p><pre tabindex="0"><code>${shown(value)}</code></pre>`,
  );
  return example === undefined
    ? named
    : [html`<pre tabindex="0"><code>${shown(example)}</code></pre>`, ...named];
}
