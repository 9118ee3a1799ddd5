import type { Access, Operation, Surface } from '../surface.ts';
import type { WholeOperation } from './document.ts';
import { errorResponses } from './error-responses.ts';
import { parametersOf } from './parameters.ts';
import { requestBodyOf } from './request-body.ts';
import { successResponses } from './success-responses.ts';

/** An operation with everything that it takes and every answer that it can give. */
export function describeOperation(surface: Surface, operation: Operation): WholeOperation {
  const { id, summary, description, access } = operation;
  const parameters = parametersOf(operation);
  return {
    operationId: id,
    tags: [surface.name],
    summary,
    description: [...(description === undefined ? [] : [description]), needed(access)].join('\n\n'),
    // Each entry is an alternative: one scope is enough.
    security: access.scopes.map((scope) => ({ bearer: [scope] })),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...requestBodyOf(operation),
    responses: { ...successResponses(operation, surface), ...errorResponses(operation, surface.errors) },
  };
}

function needed({ roles, scopes }: Access): string {
  const scope = `the scope ${scopes.map((each) => `\`${each}\``).join(' or ')}`;
  return roles === undefined
    ? `Needs ${scope}.`
    : `Needs the role ${roles.map((role) => `\`${role}\``).join(' or ')}, and ${scope}.`;
}
