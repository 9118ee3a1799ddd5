import { html } from 'hono/html';
import {
  type OpenApiDocument,
  type OperationDoc,
  type Parameter,
  type Reference,
  type ResponseDoc,
  responseOf,
} from '../document.ts';
import { curlExamples } from './curl-examples.ts';
import { bodies, fieldTable } from './describe-body.ts';
import { notesOf, typeText } from './field-rows.ts';
import { inline, type Markup, prose } from './markup.ts';

/** The section of one operation. */
export function operationSection(
  document: OpenApiDocument,
  method: string,
  path: string,
  operation: OperationDoc,
): Markup {
  const { operationId, summary, description, parameters = [], requestBody } = operation;
  return html`<section class="operation" id="${operationId}">
<h3><a href="#${operationId}">${inline(summary)}</a></h3>
<p class="address"><span class="method ${method}">${method.toUpperCase()}</span> <code>${breakable(path)}</code></p>
${description === undefined ? '' : prose(description)}
${parameters.length === 0 ? '' : parameterTable(parameters)}
${Object.entries(requestBody?.content ?? {}).map(([type, { schema }]) => fieldTable(schema, `Body, ${type}`))}
<h4>Request</h4>
${curlExamples(method, path, operation).map(
  ({ label, command }) =>
    html`${label === '' ? '' : html`<p class="name">${label}</p>`}<pre tabindex="0"><code>${command}</code></pre>`,
)}
<h4>Answers</h4>
${Object.entries(operation.responses).map(([status, response]) => answer(document, status, response))}
</section>`;
}

const parameterTable = (parameters: readonly Parameter[]) => html`<h4>Parameters</h4>
<table><thead><tr><th>Name</th><th>In</th><th>Type</th><th>Notes</th></tr></thead>
<tbody>${parameters.map(parameterRow)}</tbody></table>`;

function parameterRow({ name, in: place, required, description, schema }: Parameter): Markup {
  const notes = notesOf({ ...schema, ...(description === undefined ? {} : { description }) });
  return html`<tr><td><code>${name}</code>${required ? html` <span class="need">needed</span>` : ''}</td>
<td>${place}</td><td>${typeText(schema)}</td><td>${inline(notes)}</td></tr>`;
}

function answer(document: OpenApiDocument, status: string, given: ResponseDoc | Reference): Markup {
  const { description, headers = {}, content = {} } = responseOf(document, given);
  const isGood = Number(status) < 400;
  return html`<details class="answer"${Number(status) < 300 ? html` open` : ''}>
<summary><span class="status s${status[0]}">${status}</span> ${inline(description)}</summary>
<div>${bodies(content, isGood)}
<p class="headers"><a href="#headers">Headers</a>: ${Object.keys(headers).join(', ')}</p></div></details>`;
}

/** A long address may break behind its slashes. */
const breakable = (path: string) => path.split(/(?<=\/)/).map((part) => html`${part}<wbr>`);
