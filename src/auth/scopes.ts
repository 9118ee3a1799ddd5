import type { Context } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';

/** What a credential may be limited to. */
export const SCOPES = [
  'ai.chat:read',
  'ai.chat:write',
  'imports:write',
  'incidents:read',
  'incidents:write',
  'knowledge:read',
  'knowledge:write',
  'projects:read',
  'projects:write',
  'brands:read',
  'brands:write',
  'documents:read',
  'documents:write',
  'templates:read',
  'templates:write',
  'assistants:read',
  'assistants:write',
  'tenant:read',
  'tenant:write',
  'keys:write',
  'usage:read',
] as const;

export type ScopeName = (typeof SCOPES)[number];

/** Held by a credential that is limited by its role alone. */
export const EVERY_SCOPE = '*';

/** Throws `forbidden` unless the caller's credential covers one of `anyOf`. */
export function requireScope(context: Context, ...anyOf: readonly [ScopeName, ...ScopeName[]]): void {
  const { scopes } = context;
  if (scopes.includes(EVERY_SCOPE) || anyOf.some((scope) => scopes.includes(scope))) return;
  throw new ParleyError(
    'forbidden',
    `This needs the scope ${anyOf.join(' or ')}, which your credential does not have.`,
    { subject: 'scope' },
  );
}
