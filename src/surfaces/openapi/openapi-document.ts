import type { Surface } from '../surface.ts';
import { describeOperation } from './describe-operation.ts';
import type { OpenApiDocument, Paths, WholeOperation } from './document.ts';
import { HEADERS } from './headers.ts';
import { mergeOperations } from './merge-operations.ts';
import { OPS_PATHS, OPS_TAG } from './ops-paths.ts';
import { shareResponses } from './share-responses.ts';

const DESCRIPTION = `Answers questions about an engineering organisation's own incidents, with their sources.

**Credential.** Every address but those under “${OPS_TAG.name}” needs \`Authorization: Bearer …\` with an API key or a token.

**Ids.** Every id can be written as a UUID or with its prefix (\`sess_\`, \`inc_\` …); both name the same thing everywhere.

**Limits.** Every answer tells in \`X-RateLimit-…\` what is left. A 429 says in \`Retry-After\` when to come back.

**Repeating.** A \`POST\` with an \`Idempotency-Key\` can be sent again safely: it is done once, and the first answer comes back.

**Streams.** Chats answer as Server-Sent Events on demand. A broken stream goes on behind its \`Last-Event-ID\`.

**Common to all.** \`HEAD\` answers like \`GET\`, without a body. An address that does not exist is a 404, another method than those listed a 405 with \`Allow\`; both in the form of the API below whose address they lie. Unknown fields of a request are ignored; expect fields in answers that are not listed here yet.`;

/** The OpenAPI 3.1 document of all surfaces and of what the operator's tools ask for. */
export function openApiDocument(surfaces: readonly Surface[], version: string): OpenApiDocument {
  const { paths, responses } = shareResponses({ ...pathsOf(surfaces), ...OPS_PATHS });
  return {
    openapi: '3.1.0',
    info: {
      title: 'Parley',
      version,
      summary: "Questions about an organisation's own incidents, answered with their sources.",
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    servers: [{ url: '/' }],
    tags: [...surfaces.map(({ name, description }) => ({ name, description })), OPS_TAG],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'An API key (`prl_…`) or a JSON Web Token.' },
      },
      headers: HEADERS,
      responses,
    },
  };
}

function pathsOf(surfaces: readonly Surface[]): Paths<WholeOperation> {
  const owned = surfaces.flatMap((surface) =>
    surface.operations.map((operation) => ({ surface, operation })),
  );
  const paths: Record<string, Record<string, WholeOperation>> = {};
  for (const [path, here] of Map.groupBy(owned, ({ operation }) => operation.path)) {
    const methods: Record<string, WholeOperation> = {};
    for (const [method, sharing] of Map.groupBy(here, ({ operation }) => operation.method)) {
      const [first, ...others] = sharing.map(({ surface, operation }) =>
        describeOperation(surface, operation),
      );
      if (first === undefined) continue;
      const differ = howToTell(sharing.map(({ surface }) => surface));
      methods[method.toLowerCase()] =
        others.length === 0 ? first : mergeOperations([first, ...others], differ);
    }
    paths[path] = methods;
  }
  return paths;
}

function howToTell(surfaces: readonly Surface[]): string {
  const claiming = surfaces.filter(({ claims }) => claims !== undefined);
  const others = surfaces.filter(({ claims }) => claims === undefined);
  const told = claiming.map(({ name, claimed }) => `A request ${claimed} is one of ${name}.`);
  return [...told, `Any other is one of ${others.map(({ name }) => name).join(', ')}.`].join(' ');
}
