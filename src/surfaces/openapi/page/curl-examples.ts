import type { MediaType, OperationDoc, Parameter } from '../document.ts';
import { shown } from './markup.ts';

export interface CurlExample {
  /** What tells it from the others; empty where there is one. */
  readonly label: string;
  readonly command: string;
}

/** The documented requests of an operation as they are typed in a shell: one without a body, and one for each type of body. */
export function curlExamples(method: string, path: string, operation: OperationDoc): CurlExample[] {
  const { parameters = [], requestBody, security = [], responses } = operation;
  const isPlain = method === 'get' || (method === 'post' && requestBody?.required);
  const credential = security.length === 0 ? [] : ['-H "Authorization: Bearer $PARLEY_KEY"'];
  const command = (query: readonly Parameter[], body: readonly string[]) =>
    [
      `curl ${onlyStreams(responses) ? '-N ' : ''}${isPlain ? '' : `-X ${method.toUpperCase()} `}"$PARLEY_URL${addressOf(path, query)}"`,
      ...credential,
      ...body,
    ].join(' \\\n  ');
  // Where a body may be left out, it takes the place of the query.
  const beside = requestBody?.required ? parameters : parameters.filter(({ required }) => required);
  const bodies = Object.entries(requestBody?.content ?? {}).map(([type, media]) => ({
    label: type,
    command: command(beside, bodyOf(type, media)),
  }));
  const bare = requestBody?.required ? [] : [{ label: 'Without a body', command: command(parameters, []) }];
  const all = [...bare, ...bodies];
  return all.length === 1 ? all.map((each) => ({ ...each, label: '' })) : all;
}

const onlyStreams = (responses: OperationDoc['responses']) => {
  const answer = responses[200];
  const types = answer && 'content' in answer ? Object.keys(answer.content ?? {}) : [];
  return types.length === 1 && types[0] === 'text/event-stream';
};

function bodyOf(type: string, { example }: MediaType): string[] {
  if (type === 'multipart/form-data') return ["-F 'file=@incidents/2026-01-15-checkout.md'"];
  const text = example === undefined ? '…' : shown(example);
  return [`-H 'Content-Type: ${type}'`, `${type.endsWith('json') ? '-d' : '--data-binary'} ${quoted(text)}`];
}

/** Path and query with the documented values; what has to be there and has none stands as its name. */
function addressOf(path: string, parameters: readonly Parameter[]): string {
  const shownValue = ({ name, schema, example }: Parameter) =>
    String(example ?? (schema.examples as unknown[] | undefined)?.[0] ?? name.toUpperCase());
  let address = path;
  for (const parameter of parameters.filter((each) => each.in === 'path'))
    address = address.replace(`{${parameter.name}}`, encoded(shownValue(parameter)));
  const query = parameters.filter(
    (each) => each.in === 'query' && (each.required || each.example !== undefined),
  );
  if (query.length === 0) return address;
  return `${address}?${query.map((each) => `${encoded(each.name)}=${encoded(shownValue(each))}`).join('&')}`;
}

/** Leaves nothing that a shell reads between double quotes. */
const encoded = (text: string) => encodeURIComponent(text).replaceAll('!', '%21');

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
