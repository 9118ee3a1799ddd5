import type { Db } from '../../db/db.ts';
import { runQuery } from '../../store/query.ts';
import { selectGraphState } from '../../store/topology-graphs.ts';
import type { ProjectKey } from '../../store/topology-imports.ts';

/** Of all that is kept; a thing by its names weighs one, which is some 300 bytes. */
const MAX_WEIGHT = 200_000;

interface Answer {
  readonly version: number;
  readonly weight: number;
  readonly value: unknown;
}

/** By project and question, what was asked last at the end. */
const answersOf = new WeakMap<Db, Map<string, Answer>>();

/**
 * What is asked of a whole graph, read once for each version of the graph: the version grows in the transaction of every
 * change, whichever process makes it, and is looked at with every question.
 */
export async function keptAnswer<T>(
  db: Db,
  key: ProjectKey,
  question: string,
  { read, weigh }: { readonly read: () => Promise<T>; readonly weigh: (value: T) => number },
): Promise<T> {
  // Before the answer: one that is newer than its version is only read once more than it has to be.
  const state = await runQuery(db, { tenantId: key.tenantId }, selectGraphState(key));
  if (state === undefined) return read();
  const answers = answersOf.get(db) ?? new Map<string, Answer>();
  answersOf.set(db, answers);
  const name = `${key.tenantId} ${key.projectId} ${question}`;
  const known = answers.get(name);
  answers.delete(name);
  const { version } = state;
  const value = known?.version === version ? (known.value as T) : await read();
  answers.set(name, { version, value, weight: Math.max(1, weigh(value)) });
  forgetOldest(answers);
  return value;
}

function forgetOldest(answers: Map<string, Answer>): void {
  let weight = 0;
  for (const answer of answers.values()) weight += answer.weight;
  for (const [name, answer] of answers) {
    if (weight <= MAX_WEIGHT) return;
    answers.delete(name);
    weight -= answer.weight;
  }
}
