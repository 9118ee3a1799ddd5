import type { Finish, WrongUsage } from '../behaviour.ts';
import type { StandInRequest, WireName } from '../stand-in-request.ts';

/** A reply as it is to be written, in no wire format. */
export interface Reply {
  readonly model: string;
  /** In the pieces in which it is streamed. */
  readonly pieces: readonly string[];
  readonly calls: readonly { readonly id: string; readonly name: string; readonly input: string }[];
  readonly finish: Finish | 'tools';
  /** Null where none is reported. */
  readonly usage: WrongUsage | null;
}

/** Writes one streamed reply, each part as server-sent events. Made anew for every reply. */
export interface ReplyStream {
  /** Everything before the first token. */
  opening(): string;
  piece(text: string): string;
  /** The calls, the finish and the usage. */
  closing(): string;
  /** The provider's error in the middle of a stream. */
  error(type: string | undefined): string;
}

/** One provider's wire format. */
export interface Wire {
  readonly name: WireName;
  /** Throws `ZodError` for a body that the provider would not take. */
  readonly read: (body: unknown) => StandInRequest;
  readonly stream: (reply: Reply) => ReplyStream;
  /** The reply as the one JSON body of a request that does not stream. */
  readonly whole: (reply: Reply) => unknown;
  readonly errorBody: (status: number, message: string) => unknown;
}
