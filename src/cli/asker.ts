import { requireTenant } from '../auth/tenants.ts';
import { loadConfig } from '../config/load.ts';
import type { SaidMessage, SourceType } from '../core/conversation.ts';
import { ParleyError } from '../core/errors.ts';
import { remoteAsker } from './remote-asker.ts';
import { storeAsker } from './store-asker.ts';
import { withParley } from './with-parley.ts';

/** The dialects that can be asked a plain question. */
export type AskedDialect = 'memory' | 'project' | 'rag';

/** A question, and what it is about. */
export interface AskedQuestion {
  readonly question: string;
  /** The one that `brand` or `project` asks for, else memory, unless given. */
  readonly dialect?: AskedDialect | undefined;
  readonly project?: string | undefined;
  readonly brand?: string | undefined;
  /** A collection of the brand, or several with commas between them. */
  readonly scope?: string | undefined;
  /** An id or, at the store, an external id; of a memory question. */
  readonly incident?: string | undefined;
  /** The session of a memory question. */
  readonly session?: string | undefined;
  /** What was said before, in the other dialects. */
  readonly conversation?: readonly SaidMessage[] | undefined;
}

/** A reply as `ask` and `eval` print it; ids are UUIDs. */
export interface AskedReply {
  readonly sessionId: string;
  readonly messageId: string;
  readonly reply: string;
  readonly abstained: boolean;
  readonly sources: readonly { type: SourceType; id: string; externalId: string | null; title: string }[];
  /** Ids of the sources that `[1]`, `[2]` … of the reply stand for. */
  readonly cited: readonly string[];
  readonly timestamp: string;
}

/** What search finds, best first. */
export interface Retrieved {
  readonly id: string;
  readonly externalId: string | null;
  readonly score: number;
}

/** Whom `ask` and `eval` ask: the store at hand, or a running server. */
export interface Asker {
  ask(question: AskedQuestion): Promise<AskedReply>;
  /** Incidents, or documents of the question's brand; nothing through a server, whose API does not tell. */
  retrieve(question: AskedQuestion): Promise<readonly Retrieved[]>;
}

/** Through `PARLEY_URL` where it is set, else at the configured store in the tenant of that name or id. */
export async function withAsker<T>(
  tenant: string | undefined,
  work: (asker: Asker) => Promise<T>,
): Promise<T> {
  const { remoteUrl, remoteKey } = loadConfig();
  if (remoteUrl !== null && remoteKey !== null) return work(remoteAsker({ url: remoteUrl, key: remoteKey }));
  if (tenant === undefined) throw new ParleyError('invalid_input', 'Name the tenant with --tenant.');
  return withParley(async (parley) => work(storeAsker(parley, (await requireTenant(parley.db, tenant)).id)));
}

/** Throws `invalid_input` where a dialect lacks what it is about. */
export function dialectOf({ dialect, brand, scope, project }: AskedQuestion): AskedDialect {
  const isOfDocuments = brand !== undefined || scope !== undefined;
  const chosen = dialect ?? (isOfDocuments ? 'rag' : project !== undefined ? 'project' : 'memory');
  if (chosen === 'rag' && brand === undefined) throw missing('brand');
  if (chosen === 'project' && project === undefined) throw missing('project');
  return chosen;
}

const missing = (what: string) =>
  new ParleyError('invalid_input', `Name the ${what} with --${what}.`, { subject: what });
