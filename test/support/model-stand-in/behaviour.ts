import type { StandInRequest } from './stand-in-request.ts';

/** Tokens as the stand-in reports them; `cached` are part of `prompt`. */
export interface ReportedUsage {
  readonly prompt: number;
  readonly cached?: number;
  readonly completion: number;
}

/** Usage that no provider should report: negative, absurd, no number, or a part missing. */
export interface WrongUsage {
  readonly prompt?: unknown;
  readonly cached?: unknown;
  readonly completion?: unknown;
}

/** Text in the pieces in which it is streamed; `text` is one piece. */
type Said = { readonly text: string } | { readonly chunks: readonly string[] };

interface Pace {
  /** Before the first token; 0 unless told. The head of the answer does not wait. */
  readonly delayMs?: number;
  /** Between pieces. Absent: all of them in one write; 0: each in a write of its own. */
  readonly betweenMs?: number;
}

export type Finish = 'stop' | 'length' | 'content_filter';

/** A call that the model asks for; `rawInput` is sent as it is, also where it is no JSON. */
export type AskedCall =
  | { readonly name: string; readonly input: unknown }
  | { readonly name: string; readonly rawInput: string };

/** Everything that goes wrong with providers. Text before the fault is some words unless told. */
type Fault =
  /** An error status. `retryAfter`: seconds or an HTTP date; `body`: the wire format's own error unless told. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly retryAfter?: string;
      readonly body?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The connection breaks after so many pieces. */
  | { readonly kind: 'cut'; readonly chunks: readonly string[]; readonly after: number }
  /** The stream ends as if all were well, but without its last events. */
  | { readonly kind: 'end early'; readonly chunks?: readonly string[] }
  /** A page in place of an answer. */
  | { readonly kind: 'no json' }
  /** An event that is no JSON behind the text; the rest of the stream follows as usual. */
  | { readonly kind: 'broken event'; readonly chunks?: readonly string[] }
  /**
   * The provider's own error event after so many pieces, or before anything else, and then the end. `type`: as the
   * provider calls it.
   */
  | {
      readonly kind: 'error event';
      readonly after: number | 'nothing';
      readonly chunks?: readonly string[];
      readonly type?: string;
    }
  /** Never answers. */
  | { readonly kind: 'hang' }
  /** Says something, and then nothing more. */
  | { readonly kind: 'stall'; readonly chunks: readonly string[] }
  /** Not even the head of the answer comes before `delayMs`. */
  | ({ readonly kind: 'slow'; readonly delayMs: number; readonly betweenMs?: number } & Said)
  /** `null`: no usage at all. */
  | ({ readonly kind: 'wrong usage'; readonly usage: WrongUsage | null } & Said)
  /** Text of so many bytes, as fast as it is read; `Infinity` until the client stops. */
  | { readonly kind: 'huge'; readonly bytes: number }
  /** The connection is reset before any answer. */
  | { readonly kind: 'reset' };

/** What the model does with one request. */
export type Behaviour =
  | ({ readonly kind: 'text'; readonly usage?: ReportedUsage; readonly finish?: Finish } & Said & Pace)
  | ({
      readonly kind: 'tools';
      readonly calls: readonly AskedCall[];
      /** Said before the calls. */
      readonly text?: string;
      readonly usage?: ReportedUsage;
    } & Pace)
  /** Finishes without a word. */
  | { readonly kind: 'empty'; readonly usage?: ReportedUsage }
  | Fault;

/** Decides what the model does. `callNumber` counts from 1 since the script was given. */
export type Script = (request: StandInRequest, callNumber: number) => Behaviour;
