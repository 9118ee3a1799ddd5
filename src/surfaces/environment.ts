import type { Context as HonoContext } from 'hono';
import type { Context } from '../core/context.ts';
import type { ParleyError } from '../core/errors.ts';
import type { Begun } from '../limits/idempotency.ts';
import type { ErrorForm } from './error-form.ts';

/** What middleware leaves for the handlers behind it. */
export interface Environment {
  Variables: {
    requestId: string;
    /** Whose request this is, and in whose form its errors are written. */
    surface: { readonly errors: ErrorForm };
    /** Undefined where the credential was refused. */
    caller: Context | undefined;
    /** Why the credential was refused. */
    refusal: ParleyError | undefined;
    /** The body, read once. */
    body: Promise<Uint8Array<ArrayBuffer>> | undefined;
    /** Set while an answer is to be kept for a repeated request; whoever answers later than at once takes it. */
    kept: Extract<Begun, { kind: 'run' }> | undefined;
  };
}

export type HttpContext = HonoContext<Environment>;
