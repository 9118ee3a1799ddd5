import type { SaidMessage } from '../core/conversation.ts';
import type { AskedQuestion, AskedReply } from './asker.ts';
import type { EvalRow } from './eval-row.ts';

/** What rows are about that do not say it themselves. */
export type Usual = Pick<AskedQuestion, 'dialect' | 'project' | 'brand'>;

/** The conversations of an evaluation: rows with the same `session`, in the order of the file. */
export class Talks {
  readonly #usual: Usual;
  readonly #sessions = new Map<string, string>();
  readonly #said = new Map<string, SaidMessage[]>();

  /** `usual` stands in for what a row does not say. */
  constructor(usual: Usual) {
    this.#usual = usual;
  }

  questionOf({ question, dialect, incidentId, project, brand, scope, session }: EvalRow): AskedQuestion {
    return {
      ...{ question, scope, incident: incidentId },
      dialect: dialect ?? ((brand ?? scope ?? project) ? undefined : this.#usual.dialect),
      project: project ?? this.#usual.project,
      brand: brand ?? this.#usual.brand,
      ...(session === undefined
        ? {}
        : { session: this.#sessions.get(session), conversation: this.#said.get(session) ?? [] }),
    };
  }

  remember({ session, question }: EvalRow, { sessionId, reply }: AskedReply): void {
    if (session === undefined) return;
    this.#sessions.set(session, sessionId);
    const said = this.#said.get(session) ?? [];
    said.push({ role: 'user', content: question }, { role: 'assistant', content: reply });
    this.#said.set(session, said);
  }
}
