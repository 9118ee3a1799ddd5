import type { Context } from '../core/context.ts';
import { newId, type Uuid } from '../core/ids.ts';

/** Who types at the command line: may do anything in the tenant that the command names. */
export const operatorContext = (tenantId: Uuid): Context => ({
  tenantId,
  actor: 'operator',
  role: 'admin',
  scopes: ['*'],
  credential: 'operator',
  requestId: newId(),
});
