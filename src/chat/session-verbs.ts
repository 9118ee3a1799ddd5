import type { Db } from '../db/db.ts';
import { on } from '../knowledge/verbs.ts';
import { deleteSession } from './delete-session.ts';
import { listSessions } from './list-sessions.ts';
import { readSession, readSessionPage } from './read-session.ts';

/** What callers may do with their own conversations, on one store. */
export function sessionVerbs(db: Db) {
  const here = on(db);
  return {
    sessions: {
      list: here(listSessions),
      read: here(readSession),
      readPage: here(readSessionPage),
      delete: here(deleteSession),
    },
  };
}

export type SessionVerbs = ReturnType<typeof sessionVerbs>;
