import type { Point } from '../find/points.ts';
import { NEXT_QUESTION } from '../talk/recognise.ts';
import { type Material, plural } from './material.ts';
import type { Section } from './section.ts';

const ALL_ASKED = 'None left: all that I find open has been asked';
const MOST_UNANSWERED = 5;

/** The one question that is most worth asking now; never one that was asked before. */
export function nextQuestion(
  { conversation, all, isReadable }: Material,
  prefers: (point: Point) => boolean = () => false,
): Section {
  const { points, isAsked } = conversation;
  const open = points.filter((point) => !isAsked(point));
  const best = open.find(prefers) ?? open[0];
  if (!isReadable)
    return {
      title: NEXT_QUESTION,
      lead: 'Can you give the text, or its main points, in English?',
    };
  if (all.length === 0)
    return { title: NEXT_QUESTION, lead: 'Which problem should be solved, and for whom?' };
  if (best) return { title: NEXT_QUESTION, lead: best.ask };
  if (points.length === 0)
    return {
      title: NEXT_QUESTION,
      lead: 'None left: I find no contradiction, no vague word and no gap of my checklist that is still open.',
    };
  const still = `${plural(points.length, 'point')} ${points.length === 1 ? 'is' : 'are'} without an answer`;
  const lead = `${ALL_ASKED}; ${still}`;
  if (conversation.wasSaid(ALL_ASKED)) return { title: NEXT_QUESTION, lead: `${lead}.` };
  const items = points.map(({ short }) => short);
  return { title: NEXT_QUESTION, lead: `${lead}:`, items, most: MOST_UNANSWERED };
}
