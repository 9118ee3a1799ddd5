import type { Parley } from '../../src/parley.ts';
import type { HeaderDoc, Reference, ResponseDoc } from '../../src/surfaces/openapi/document.ts';
import { apiDocument, documentedAt, documentedOperations } from './api-document.ts';
import { closed, mismatch, textMismatch } from './schema-validator.ts';

type Fetch = Parley['fetch'];

/** Every answer of a server held against the API document. */
export interface CheckedResponses {
  /** Answers as `fetch` does. */
  readonly around: (fetch: Fetch) => Fetch;
  /** What the document does not allow, a line each. */
  readonly violations: string[];
}

/** What a request that the document knows nothing of can be answered with. */
const ELSEWHERE = [404, 405, 429, 500, 503];

export function checkedResponses(): CheckedResponses {
  const violations: string[] = [];
  const around =
    (fetch: Fetch): Fetch =>
    async (request, ...more) => {
      const response = await fetch(request, ...more);
      const { pathname } = new URL(request.url);
      const complain = (what: string) =>
        violations.push(`${request.method} ${pathname} → ${response.status}: ${what}`);
      try {
        for (const complaint of await complaintsOf(request.method, pathname, response)) complain(complaint);
      } catch (error) {
        complain(String(error));
      }
      return response;
    };
  return { around, violations };
}

async function complaintsOf(method: string, pathname: string, response: Response): Promise<string[]> {
  const { path, documented } = documentedAt(method === 'HEAD' ? 'GET' : method, pathname);
  if (documented === undefined) return elsewhere(path !== undefined, method, response);
  const doc = documented.responses[response.status];
  if (doc === undefined) return [`${documented.operation.operationId} has no such status`];
  return [...headerComplaints(doc, response.headers), ...(await bodyComplaints(doc, method, response))];
}

/** An address that does not exist, or another method than it has: common to all, so it stands in the document's words only. */
async function elsewhere(isAddress: boolean, method: string, response: Response): Promise<string[]> {
  const { status, headers } = response;
  if (!ELSEWHERE.includes(status) || (status === 404 && isAddress)) return ['is not documented'];
  const found: string[] = [];
  if (!headers.has('X-Request-Id')) found.push('has no X-Request-Id');
  if (status === 405 && !headers.has('Allow')) found.push('has no Allow');
  if (method === 'HEAD') return found;
  const body = await response.clone().json();
  return errorSchemas.some((schema) => mismatch(closed(schema), body) === undefined)
    ? found
    : [...found, `has the body of no API: ${JSON.stringify(body)}`];
}

const errorSchemas = documentedOperations
  .flatMap(({ responses }) => [responses[500], responses[429]])
  .flatMap((response) => Object.values(response?.content ?? {}).map(({ schema }) => schema));

function headerComplaints({ headers: docs = {} }: ResponseDoc, headers: Headers): string[] {
  const found: string[] = [];
  for (const name of Object.keys(apiDocument.components.headers)) {
    const doc = docs[name];
    const value = headers.get(name);
    if (doc === undefined) {
      if (value !== null) found.push(`has the header ${name}, which is not documented`);
      continue;
    }
    const { required, schema } = headerOf(name, doc);
    if (value === null) {
      if (required) found.push(`lacks the header ${name}`);
      continue;
    }
    const wrong = textMismatch(schema, value);
    if (wrong !== undefined) found.push(`${name}: ${value}: ${wrong}`);
  }
  return found;
}

function headerOf(name: string, doc: HeaderDoc | Reference): HeaderDoc {
  if (!('$ref' in doc)) return doc;
  const shared = apiDocument.components.headers[name];
  if (shared === undefined || doc.$ref !== `#/components/headers/${name}`) throw new Error(`no ${doc.$ref}`);
  return shared;
}

async function bodyComplaints(
  { content = {} }: ResponseDoc,
  method: string,
  response: Response,
): Promise<string[]> {
  const types = Object.keys(content);
  if (types.length === 0) return response.body === null ? [] : ['has a body'];
  const type = response.headers.get('Content-Type')?.split(';')[0] ?? 'no type';
  const media = content[type];
  if (media === undefined) return [`is ${type}, not ${types.join(' or ')}`];
  if (method === 'HEAD' || !/[/+]json$/.test(type)) return [];
  const wrong = mismatch(closed(media.schema), await response.clone().json());
  return wrong === undefined ? [] : [wrong];
}
