import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answerFromGraph } from '../../src/topology/ask/answer-from-graph.ts';
import type { TopologyAnswer, TopologyState } from '../../src/topology/ask/topology-answer.ts';
import { memoryShop } from './memory-shop.ts';

const graph = memoryShop();
const NOW = new Date('2026-11-28T12:00:00Z');

/** What the shop's graph says to a question. */
export const askShop = (
  question: string,
  previous: TopologyState | null = null,
): Promise<TopologyAnswer | null> => answerFromGraph(question, graph, { now: NOW, previous });

/** The same; fails where the question is taken for one about something else. */
export async function answeredByShop(
  question: string,
  previous: TopologyState | null = null,
): Promise<TopologyAnswer> {
  const answer = await askShop(question, previous);
  assert.ok(answer, `${question}: not taken for a question about the graph`);
  return answer;
}

/** What all of these phrasings must be told: every text of the list, none of those behind `!`. */
type Expected = readonly string[];

/** A promise for each of several phrasings of one question. */
export function says(what: string, expected: Expected, questions: readonly string[]): void {
  describe(what, () => {
    for (const question of questions) {
      it(question, async () => {
        const { text, abstained } = await answeredByShop(question);
        assert.equal(abstained, false, text);
        for (const each of expected) {
          const isAbsent = each.startsWith('!');
          assert.equal(text.includes(isAbsent ? each.slice(1) : each), !isAbsent, `${each} in: ${text}`);
        }
      });
    }
  });
}
