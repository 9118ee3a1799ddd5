/** JSON Schema, dialect 2020-12. */
export type Schema = Readonly<Record<string, unknown>>;

export interface Example {
  readonly summary?: string;
  readonly value: unknown;
}

/** One form of a body. */
export interface MediaType {
  readonly schema: Schema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, Example>>;
}

export type Content = Readonly<Record<string, MediaType>>;

export interface Reference {
  readonly $ref: string;
}

export interface HeaderDoc {
  readonly description: string;
  /** True where every such answer has it. */
  readonly required: boolean;
  readonly schema: Schema;
  readonly example?: unknown;
}

export type HeaderDocs = Readonly<Record<string, HeaderDoc | Reference>>;

export interface ResponseDoc {
  readonly description: string;
  readonly headers?: HeaderDocs;
  readonly content?: Content;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly description?: string;
  readonly schema: Schema;
  readonly example?: unknown;
}

export interface RequestBody {
  readonly required: boolean;
  readonly content: Content;
}

export interface OperationDoc {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: RequestBody;
  readonly responses: Readonly<Record<string, ResponseDoc | Reference>>;
}

/** An operation whose answers are not shared yet. */
export interface WholeOperation extends OperationDoc {
  readonly responses: Readonly<Record<string, ResponseDoc>>;
}

export type Paths<Documented> = Readonly<Record<string, Readonly<Record<string, Documented>>>>;

/** As much of OpenAPI 3.1 as Parley's document has. */
export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly info: Readonly<Record<string, unknown>> & {
    readonly title: string;
    readonly version: string;
    readonly description: string;
  };
  readonly jsonSchemaDialect: string;
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  /** By address, and below it by method in lower case. */
  readonly paths: Paths<OperationDoc>;
  readonly components: {
    readonly securitySchemes: Readonly<Record<string, Readonly<Record<string, string>>>>;
    readonly headers: Readonly<Record<string, HeaderDoc>>;
    readonly responses: Readonly<Record<string, ResponseDoc>>;
  };
}

/** An answer of an operation, also where it is one that several share. Throws for a reference to nothing. */
export function responseOf({ components }: OpenApiDocument, given: ResponseDoc | Reference): ResponseDoc {
  if (!('$ref' in given)) return given;
  const shared = components.responses[given.$ref.replace('#/components/responses/', '')];
  if (shared === undefined) throw new Error(`the document has no ${given.$ref}`);
  return shared;
}
