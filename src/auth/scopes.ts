import type { Context } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';

/** What a credential may be limited to. */
export const SCOPES = ['ai.chat:read', 'ai.chat:write', 'imports:write'] as const;

export type ScopeName = (typeof SCOPES)[number];

/** Held by a credential that is limited by its role alone. */
export const EVERY_SCOPE = '*';

/** Throws `forbidden` unless the caller's credential covers `scope`. */
export function requireScope(context: Context, scope: ScopeName): void {
  if (context.scopes.includes(EVERY_SCOPE) || context.scopes.includes(scope)) return;
  throw new ParleyError('forbidden', `This needs the scope ${scope}, which your credential does not have.`, {
    subject: 'scope',
  });
}
