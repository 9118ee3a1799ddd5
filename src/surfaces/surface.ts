import type { z } from 'zod';
import type { ScopeName } from '../auth/scopes.ts';
import type { Context, Role } from '../core/context.ts';
import type { ErrorCode, ParleyError } from '../core/errors.ts';
import type { HttpContext } from './environment.ts';
import type { ErrorForm } from './error-form.ts';
import type { Services } from './services.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Who may call: one of the roles (any, where none are named) with one of the scopes. */
export interface Access {
  readonly roles?: readonly Role[];
  readonly scopes: readonly [ScopeName, ...ScopeName[]];
}

/** One request, authenticated, within its limits, and read by the operation's schemas. */
export interface Call<Params = unknown, Query = unknown, Body = unknown> {
  readonly c: HttpContext;
  readonly services: Services;
  readonly caller: Context;
  readonly now: Date;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
}

/** A good answer, as the API document shows it. */
export interface AnswerDoc {
  readonly description: string;
  /** Absent: no body. */
  readonly schema?: z.ZodType;
  /** The surface's own unless given. */
  readonly mediaType?: string;
  readonly example?: unknown;
  /** The same in other forms: an example by media type. */
  readonly otherForms?: Readonly<Record<string, string>>;
  /** The events of a stream, for an answer that is, or can be, one. */
  readonly streamExample?: string;
  /** True for what was created without an address of its own, so that no `Location` names it. */
  readonly hasNoAddress?: true;
  /** True for an answer that comes as a stream only. */
  readonly onlyStreams?: boolean;
}

/** One method of one address: what it takes, what it answers, and the doing of it. */
export interface Operation<Params = unknown, Query = unknown, Body = unknown> {
  readonly method: Method;
  /** As in OpenAPI: `/v1/projects/{projectId}`. */
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  readonly access: Access;
  readonly params?: z.ZodType<Params>;
  readonly query?: z.ZodType<Query>;
  readonly body?: z.ZodType<Body>;
  /** Media types of the body; the first is documented first. JSON unless given. */
  readonly bodyTypes?: readonly [string, ...string[]];
  /** Whether it streams, so that a broken stream can be resumed at its address. */
  readonly streams?: boolean;
  /** A body that the operation receives itself, such as an upload; such a request may be repeated as it is. */
  readonly receivesBody?: boolean;
  readonly answers: Readonly<Record<number, AnswerDoc>>;
  /** How it can refuse, beside what every operation with its parts can; by code alone where that says all. */
  readonly refusals?: readonly (ErrorCode | ParleyError)[];
  /** A request that the examples of the answers answer. */
  readonly example?: { readonly params?: object; readonly query?: object; readonly body?: unknown };
  /** Of a body that the operation receives itself: what it holds by media type; of a form, its fields beside files. */
  readonly bodySchemas?: Readonly<Record<string, z.ZodType>>;
  /** Bodies by media type, where there are several. */
  readonly bodyExamples?: Readonly<Record<string, unknown>>;
  readonly handle: (call: Call<Params, Query, Body>) => Response | Promise<Response>;
}

/** One wire format: the addresses that it has, and how it says no. */
export interface Surface {
  readonly name: string;
  readonly description: string;
  /** Addresses below these are its own, also those that do not exist. */
  readonly prefixes: readonly string[];
  /** Whether a request at an address that it shares with another surface is its own. */
  readonly claims?: (c: HttpContext, services: Services) => Promise<boolean>;
  /** The same in words that stand behind “A request”. */
  readonly claimed?: string;
  readonly errors: ErrorForm;
  readonly operations: readonly Operation[];
}

/** An operation with its types read from its schemas. */
export const operation = <Params = undefined, Query = undefined, Body = undefined>(
  definition: Operation<Params, Query, Body>,
): Operation => definition as Operation;
