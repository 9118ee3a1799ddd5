import assert from 'node:assert/strict';
import { answerFromPassages } from '../../../src/reader/answer-from-passages.ts';
import type { DocumentAnswer } from '../../../src/reader/document-answer.ts';
import type { FoundPassage } from '../../../src/retrieval/found-passage.ts';
import { inventedIn, marksOf } from './quotes-of.ts';

/** The passages are of these documents. */
export const WHERE = { brand: 'Larkspur', scopes: [] };

const REFUSAL = 'The documents of Larkspur do not answer this question.';

export function passage(content: string, changes: Partial<FoundPassage> = {}): FoundPassage {
  const id = changes.id ?? content.slice(0, 30);
  return {
    id,
    documentId: 'one',
    externalId: 'one.md',
    title: 'Notes',
    kind: 'document',
    alerts: [],
    ordinal: 0,
    headings: [],
    content,
    start: 0,
    end: content.length,
    score: 0.5,
    ...changes,
  };
}

/** The answer from the passages; fails where it quotes what they do not hold, or cites what it does not quote. */
export function ask(question: string, ...passages: (string | FoundPassage)[]): DocumentAnswer {
  const found = passages.map((one) => (typeof one === 'string' ? passage(one) : one));
  const answer = answerFromPassages(question, found, WHERE);
  assert.deepEqual(inventedIn(answer), [], answer.text);
  assert.deepEqual(
    marksOf(answer),
    answer.cited.map((_, at) => at + 1),
    answer.text,
  );
  return answer;
}

export function refuses(question: string, ...passages: (string | FoundPassage)[]): void {
  const { text, cited, abstained } = ask(question, ...passages);
  assert.deepEqual({ text, cited, abstained }, { text: REFUSAL, cited: [], abstained: true }, question);
}
