import type { Source } from '../../src/core/conversation.ts';
import type { Uuid } from '../../src/core/ids.ts';
import type { Db } from '../../src/db/db.ts';
import type { Answerer, PastTurn } from '../../src/models/answerer.ts';
import { selectKnowledgeVersion } from '../../src/store/knowledge-version.ts';
import { runQuery } from '../../src/store/query.ts';
import { asked } from '../support/asked.ts';

interface Said {
  readonly reply: string;
  readonly sources: readonly Source[];
  readonly abstained: boolean;
  readonly inputRequired: boolean;
}

export interface Ask {
  (question: string): Promise<Said>;
  /** A conversation: each question sees the ones before it. */
  session(): Promise<(question: string) => Promise<Said>>;
}

/** Asks an answerer as one tenant, at a fixed time; each call without a session stands alone. */
export async function askAnalyst(db: Db, answerer: Answerer, tenantId: Uuid): Promise<Ask> {
  const knowledgeVersion = await runQuery(db, { tenantId }, selectKnowledgeVersion(tenantId));
  const context = {
    tenantId,
    actor: 'test',
    role: 'member',
    scopes: [],
    credential: 'operator',
    requestId: 'test',
  } as const;

  async function say(question: string, history: PastTurn[]): Promise<Said> {
    let reply = '';
    const request = asked({ context, question, history: [...history], knowledgeVersion });
    for await (const event of answerer.answer(request)) {
      if (event.type === 'text') reply += event.text;
      if (event.type !== 'finish') continue;
      history.push({ question, reply, state: JSON.parse(JSON.stringify(event.state)) });
      return {
        reply,
        sources: event.sources,
        abstained: event.abstained,
        inputRequired: event.inputRequired,
      };
    }
    throw new Error('The answer has no end');
  }

  const ask = (question: string): Promise<Said> => say(question, []);
  return Object.assign(ask, {
    async session() {
      const history: PastTurn[] = [];
      return (question: string) => say(question, history);
    },
  });
}
