import { packageVersion } from '../../src/lib/package-version.ts';
import type { OpenApiDocument, OperationDoc, ResponseDoc } from '../../src/surfaces/openapi/document.ts';
import { responseOf } from '../../src/surfaces/openapi/document.ts';
import { openApiDocument } from '../../src/surfaces/openapi/openapi-document.ts';
import { SURFACES } from '../../src/surfaces/surfaces.ts';

/** The document that this version of Parley serves. */
export const apiDocument: OpenApiDocument = openApiDocument(SURFACES, packageVersion());

export interface DocumentedOperation {
  readonly method: string;
  readonly path: string;
  readonly operation: OperationDoc;
  /** By status, with what several operations share in its place. */
  readonly responses: Readonly<Record<string, ResponseDoc>>;
}

export const documentedOperations: readonly DocumentedOperation[] = Object.entries(apiDocument.paths).flatMap(
  ([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation,
      responses: Object.fromEntries(
        Object.entries(operation.responses).map(([status, given]) => [
          status,
          responseOf(apiDocument, given),
        ]),
      ),
    })),
);

const patterns = Object.keys(apiDocument.paths)
  .map((path) => ({
    path,
    pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+').replace(/[.]/g, '\\.')}$`),
  }))
  // An address in full words goes before one with a parameter in their place.
  .sort((one, other) => one.path.split('{').length - other.path.split('{').length);

/** The documented address that `pathname` is one of, and what a method does there. */
export function documentedAt(
  method: string,
  pathname: string,
): { path: string | undefined; documented: DocumentedOperation | undefined } {
  const path = patterns.find(({ pattern }) => pattern.test(pathname))?.path;
  const documented = documentedOperations.find((each) => each.path === path && each.method === method);
  return { path, documented };
}
