import { createHash } from 'node:crypto';
import type { Context } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import {
  claimKey,
  deleteFreeKeys,
  forgetKey,
  type KeptResponse,
  type KeyClaim,
  type KeyState,
  keepResponse,
  renewKey,
  selectKey,
} from '../store/idempotency-keys.ts';
import { runQueries, runQuery } from '../store/query.ts';

export type { KeptResponse } from '../store/idempotency-keys.ts';

/** What a request with a key has to do. Who runs it calls `finish` or `abandon` at its end; only the first counts. */
export type Begun =
  | { readonly kind: 'replay'; readonly response: KeptResponse }
  | {
      readonly kind: 'run';
      /** Keeps the answer for `keepMs`; one with a body above `maxBodyBytes` is not kept, but abandoned. */
      finish(response: KeptResponse): Promise<void>;
      /** Forgets the key, so that a repeated request runs anew: for a request that failed or was stopped. */
      abandon(): Promise<void>;
    };

export interface Idempotency {
  /**
   * `key`: the header as sent; it counts for the tenant and actor of `context`. `fingerprint`: SHA-256 of everything that
   * makes the request what it is. Throws `invalid_input` for a key that is none, `idempotency_mismatch` where it stands
   * for another request, and `conflict` while the first request runs.
   */
  begin(context: Context, key: string, fingerprint: Buffer): Promise<Begun>;
}

export interface IdempotencySettings {
  /**
   * For how long a running request has its key without renewing it: then it counts as dead, and another one may take
   * over. Clocks of servers on one store may differ by less than `leaseMs - renewMs`.
   */
  readonly leaseMs: number;
  readonly renewMs: number;
  /** For how long an answer is kept. */
  readonly keepMs: number;
  readonly maxBodyBytes: number;
  readonly clock: () => Date;
}

const DEFAULTS: IdempotencySettings = {
  leaseMs: 60_000,
  renewMs: 20_000,
  keepMs: 24 * 60 * 60 * 1000,
  maxBodyBytes: 2 * 1024 * 1024,
  clock: () => new Date(),
};

const SUBJECT = 'Idempotency-Key';
// HTTP hands on a letter of UTF-8 byte by byte: everything from 0x80 may be part of one.
const KEY = /^[ -~\u0080-\u{10ffff}]{1,255}$/u;
/** More than one for each new key, so that the rest of busier days goes away too. */
const DELETED_AT_ONCE = 20;

/** The answers of repeated requests, for all processes on one store. */
export function createIdempotency(db: Db, settings: Partial<IdempotencySettings> = {}): Idempotency {
  const { leaseMs, renewMs, keepMs, maxBodyBytes, clock } = { ...DEFAULTS, ...settings };
  const after = (ms: number) => new Date(clock().getTime() + ms);

  function run(claim: KeyClaim): Begun {
    const scope = { tenantId: claim.tenantId };
    const renewal = setInterval(() => {
      // A store that cannot answer now is asked again well before the lease ends.
      runQuery(db, scope, renewKey(claim, after(leaseMs))).catch(() => {});
    }, renewMs).unref();
    async function abandon() {
      clearInterval(renewal);
      await runQuery(db, scope, forgetKey(claim));
    }
    async function finish(response: KeptResponse) {
      if (response.body.byteLength > maxBodyBytes) return abandon();
      clearInterval(renewal);
      const kept = keepResponse(claim, response, after(keepMs));
      await runQueries(db, scope, [kept, deleteFreeKeys(claim.tenantId, clock(), DELETED_AT_ONCE)]);
    }
    return { kind: 'run', finish, abandon };
  }

  return {
    async begin({ tenantId, actor }, key, fingerprint) {
      const claim = { tenantId, keyHash: keyHash(actor, key), fingerprint, owner: newId() };
      const claimed = claimKey(claim, clock(), after(leaseMs));
      const [, state] = await runQueries(db, { tenantId }, [claimed, selectKey(claim)]);
      return state?.isOwn ? run(claim) : { kind: 'replay', response: keptResponse(state) };
    },
  };
}

/** Throws `invalid_input` for a text that is no key. */
function keyHash(actor: string, key: string): Buffer {
  if (!KEY.test(key)) {
    const message = 'An Idempotency-Key has 1 to 255 characters, none of them a control character.';
    throw new ParleyError('invalid_input', message, { subject: SUBJECT });
  }
  // A key holds no NUL: the last one parts the two, whatever the actor is called.
  return createHash('sha256').update(`${actor}\0${key}`).digest();
}

function keptResponse(state: KeyState | undefined): KeptResponse {
  if (state?.isSameRequest === false) {
    const message =
      'This Idempotency-Key was used with another request. Send each new request with a new key.';
    throw new ParleyError('idempotency_mismatch', message, { subject: SUBJECT });
  }
  if (state?.response) return state.response;
  const message = 'The first request with this Idempotency-Key is still running. Repeat yours in a moment.';
  throw new ParleyError('conflict', message, { subject: SUBJECT, retryAfterSeconds: 1 });
}
