import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Grades } from './measures.ts';

export interface BenchDocument {
  /** Its id in the judgements. */
  readonly externalId: string;
  readonly title: string;
  readonly alerts: readonly string[];
  readonly text: string;
  readonly kind: 'document' | 'runbook';
}

export interface BenchQuestion {
  readonly id: string;
  readonly question: string;
  readonly grades: Grades;
  /** Questions of the first half are for tuning, those of the second for reporting. */
  readonly half: 'tuned' | 'held';
}

export interface Collection {
  readonly documents: readonly BenchDocument[];
  readonly questions: readonly BenchQuestion[];
}

const DATA = join(import.meta.dirname, '../../../shared/data');
export const RUNBOOKS = join(DATA, 'runbooks/prometheus-operator/content');
export const MODELS = join(DATA, 'models');
export const CRANFIELD = join(DATA, 'retrieval/cranfield');

const readLines = <T>(path: string): T[] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

/** 1,400 abstracts with 225 judged questions; null where the data is not there. Odd questions are for tuning. */
export function readCranfield(): Collection | null {
  if (!existsSync(CRANFIELD)) return null;
  const grades = new Map<string, Map<string, number>>();
  for (const line of readFileSync(join(CRANFIELD, 'qrels/test.tsv'), 'utf8').trim().split('\n').slice(1)) {
    const [question = '', document = '', grade = '0'] = line.split('\t');
    grades.set(question, (grades.get(question) ?? new Map<string, number>()).set(document, Number(grade)));
  }
  const documents = readLines<{ _id: string; title: string; text: string }>(join(CRANFIELD, 'corpus.jsonl'));
  const questions = readLines<{ _id: string; text: string }>(join(CRANFIELD, 'queries.jsonl'));
  return {
    documents: documents
      .filter(({ text }) => text.trim() !== '')
      .map(({ _id, title, text }) => ({
        externalId: _id,
        title,
        alerts: [],
        text,
        kind: 'document' as const,
      })),
    questions: questions.map(({ _id, text }) => ({
      id: _id,
      question: text,
      grades: grades.get(_id) ?? new Map<string, number>(),
      half: Number(_id) % 2 === 1 ? 'tuned' : 'held',
    })),
  };
}

function readRunbook(path: string): BenchDocument {
  const written = readFileSync(join(RUNBOOKS, path), 'utf8');
  const [, front = '', text = written] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(written) ?? [];
  const name = basename(path, '.md');
  const title = /^title:\s*["']?(.*?)["']?\s*$/m.exec(front)?.[1] ?? name;
  return { externalId: path, title, alerts: name.startsWith('_') ? [] : [name], text, kind: 'runbook' };
}

/** 119 runbook pages with the 60 questions of `bench/questions/runbooks.jsonl`; null where the data is not there. */
export function readRunbooks(): Collection | null {
  if (!existsSync(RUNBOOKS)) return null;
  const questions = readLines<{ id: string; question: string; goldIds: string[] }>(
    join(import.meta.dirname, '../questions/runbooks.jsonl'),
  );
  return {
    documents: globSync('**/*.md', { cwd: RUNBOOKS }).sort().map(readRunbook),
    questions: questions.map(({ id, question, goldIds }, index) => ({
      id,
      question,
      grades: new Map(goldIds.map((gold) => [gold, 1])),
      half: index % 2 === 0 ? 'tuned' : 'held',
    })),
  };
}

/** A question of nothing but the name, for every page that is named for an alert. */
export function alertQuestions({ documents }: Collection): BenchQuestion[] {
  return documents.flatMap(({ alerts, externalId }) =>
    alerts.map((alert) => ({
      id: alert,
      question: alert,
      grades: new Map([[externalId, 1]]),
      half: 'held' as const,
    })),
  );
}
