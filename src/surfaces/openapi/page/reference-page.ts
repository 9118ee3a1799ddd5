import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import { type OpenApiDocument, type OperationDoc, responseOf, type Schema } from '../document.ts';
import { fieldTable } from './describe-body.ts';
import { operationSection } from './describe-operation.ts';
import { inline, type Markup, prose } from './markup.ts';
import { STYLE } from './style.ts';

/** Nothing but the page's own style: no script, no picture, no other host. */
export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

interface Placed {
  readonly method: string;
  readonly path: string;
  readonly operation: OperationDoc;
}

interface Group {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly operations: readonly Placed[];
  /** What it shares with another group, where it is described. */
  readonly shared: readonly Placed[];
}

/** The document as a page of HTML that needs no script. */
export async function referencePage(document: OpenApiDocument): Promise<string> {
  const { info, openapi, components } = document;
  const groups = groupsOf(document);
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${info.title} ${info.version}: API reference</title><style>${raw(STYLE)}</style></head>
<body><nav aria-label="Operations"><p class="title"><a href="#top">${info.title}</a> ${info.version}</p>
${groups.map((group) => html`<p><a href="#${group.id}">${group.name}</a></p>${list(group)}`)}
</nav><main id="top"><h1>${info.title} API</h1>
${prose(info.description)}
<p>For programs: <a href="/openapi.json">openapi.json</a> (OpenAPI ${openapi}).</p>
<details id="headers"><summary>Headers of answers</summary>
<table><tbody>${Object.entries(components.headers).map(
    ([name, { description }]) => html`<tr><td><code>${name}</code></td><td>${inline(description)}</td></tr>`,
  )}</tbody></table></details>
${groups.map((group) => groupSection(document, group))}</main></body></html>
`;
  return String(await page);
}

function groupsOf({ tags, paths }: OpenApiDocument): Group[] {
  const placed = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Placed => ({ method, path, operation })),
  );
  return tags.map(({ name, description }) => ({
    id: name.toLowerCase().replace(/\W+/g, '-'),
    name,
    description,
    operations: placed.filter(({ operation }) => operation.tags[0] === name),
    shared: placed.filter(({ operation }) => operation.tags.indexOf(name) > 0),
  }));
}

const groupSection = (document: OpenApiDocument, group: Group): Markup => {
  const { id, name, description, operations } = group;
  return html`<section class="group" id="${id}"><h2>${name}</h2>
<p>${inline(description)}</p>${list(group)}
${errorTables(document, group)}
${operations.map(({ method, path, operation }) => operationSection(document, method, path, operation))}</section>`;
};

const list = ({ shared, operations }: Group): Markup =>
  html`<ul>${[...shared, ...operations].map(
    ({ method, operation: { operationId, summary } }) =>
      html`<li><a href="#${operationId}"><span class="method ${method}">${method.toUpperCase()}</span> ${summary}</a></li>`,
  )}</ul>`;

/** The fields of a group's errors, once for every form that they have. */
function errorTables(document: OpenApiDocument, { operations }: Group): (Markup | '')[] {
  const schemas = new Map<string, { schema: Schema; statuses: Set<string> }>();
  // An operation that belongs to two groups has the errors of both.
  for (const { operation } of operations.filter((each) => each.operation.tags.length === 1)) {
    for (const [status, response] of Object.entries(operation.responses)) {
      if (Number(status) < 400) continue;
      for (const { schema } of Object.values(responseOf(document, response).content ?? {})) {
        const text = JSON.stringify(schema);
        const known = schemas.get(text) ?? { schema, statuses: new Set() };
        schemas.set(text, known);
        known.statuses.add(status);
      }
    }
  }
  return [...schemas.values()].map(({ schema, statuses }) =>
    fieldTable(schema, `Body of an error (${[...statuses].sort().join(', ')})`),
  );
}
