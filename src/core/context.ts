import type { Uuid } from './ids.ts';

export type Role = 'admin' | 'member' | 'viewer';

/** Who calls, as the credential says. The tenant comes from here and from nowhere else. */
export interface Context {
  readonly tenantId: Uuid;
  /** Stable name of the caller inside the tenant: `key:` and an API key's id, `jwt:` and a token's subject, or `operator`. */
  readonly actor: string;
  readonly role: Role;
  readonly scopes: readonly string[];
  readonly credential: 'api_key' | 'jwt' | 'operator';
  readonly requestId: string;
}
