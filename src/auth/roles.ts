import type { Context, Role } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';

/** Highest first. */
export const ROLES: readonly Role[] = ['admin', 'member', 'viewer'];

/** The highest known role among `names`. */
export const highestRole = (names: readonly unknown[]): Role | undefined =>
  ROLES.find((role) => names.includes(role));

/** Throws `forbidden` unless the caller has one of `allowed`. */
export function requireRole(context: Context, ...allowed: readonly Role[]): void {
  if (allowed.includes(context.role)) return;
  throw new ParleyError(
    'forbidden',
    `This needs the role ${allowed.join(' or ')}; yours is ${context.role}.`,
    {
      subject: 'role',
    },
  );
}
