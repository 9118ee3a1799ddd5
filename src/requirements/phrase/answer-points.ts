import type { Point } from '../find/points.ts';
import { isRequirement } from '../read/judge-statements.ts';
import type { Topic } from '../talk/intent.ts';
import { touches } from './find-lines.ts';
import { type Answer, type Material, plural, sayTopic } from './material.ts';
import type { Section } from './section.ts';

const MOST_ITEMS = 15;

/** Points of the given kinds; with a topic only those whose statements hold its words, or that are about it. */
function pointsOf({ conversation }: Material, kinds: readonly Point['kind'][], topic: Topic | null): Point[] {
  const ofKind = conversation.points.filter(({ kind }) => kinds.includes(kind));
  return topic === null ? ofKind : ofKind.filter((point) => touches(point, topic));
}

const inTextOrder = (points: readonly Point[]): Point[] => {
  const place = ({ statements }: Point): number => {
    const first = statements[0]?.place;
    return first?.kind === 'line' ? first.line : Number.MAX_SAFE_INTEGER;
  };
  return points.toSorted((a, b) => place(a) - place(b));
};

const told = (points: readonly Point[]): string[] => points.map(({ long }) => long);

interface PointTexts {
  readonly kinds: readonly Point['kind'][];
  readonly title: string;
  readonly none: string;
  readonly noneOn: (topic: string) => string;
}

const TEXTS: Readonly<Record<'contradictions' | 'vague' | 'gaps' | 'open', PointTexts>> = {
  contradictions: {
    kinds: ['contradiction'],
    title: 'Contradictions',
    none: 'I find no two statements that exclude each other. Compared were amounts of the same thing, demands against bans and options, what is out of scope, and opposites such as with and without an account.',
    noneOn: (topic) => `I find no contradiction among the lines about ${topic}.`,
  },
  vague: {
    kinds: ['untestable', 'undecided', 'loose'],
    title: 'Vague or untestable',
    none: 'I find no vague word in the goals and requirements of the text.',
    noneOn: (topic) => `I find no vague word in the goals and requirements about ${topic}.`,
  },
  gaps: {
    kinds: ['gap', 'no requirement'],
    title: 'Not in the text',
    none: 'Nothing of my checklist is missing: the text speaks of users, errors, measures of success, security, data, limits, scope and time. Whether it says enough of each is another question.',
    noneOn: (topic) => `Nothing of my checklist is missing on ${topic}.`,
  },
  open: {
    kinds: ['undecided', 'contradiction'],
    title: 'Left open in the text',
    none: 'The text leaves nothing open in so many words: no question, no TBD.',
    noneOn: (topic) => `The text leaves nothing open on ${topic} in so many words.`,
  },
};

/** Contradictions, vague words, gaps or open points, all of them, in the order of the text. */
export function answerPoints(material: Material, ask: keyof typeof TEXTS, topic: Topic | null): Answer {
  const { kinds, title, none, noneOn } = TEXTS[ask];
  const narrowed = pointsOf(material, kinds, topic);
  // A word that is in no line is no reason to hide what there is.
  const isNarrowed =
    narrowed.length > 0 || (topic !== null && material.all.some((line) => touches(line, topic)));
  const points = isNarrowed ? narrowed : pointsOf(material, kinds, null);
  const prefers = (point: Point): boolean => points.includes(point);
  if (points.length === 0) {
    const lead = topic !== null && isNarrowed ? noneOn(sayTopic(topic)) : none;
    return { sections: [{ title, lead }], abstained: false };
  }
  const items = told(ask === 'gaps' ? points : inTextOrder(points));
  return {
    sections: [{ title: `${title} (${points.length})`, items, most: MOST_ITEMS }],
    abstained: false,
    prefers,
  };
}

const MOST_NEW = 4;

/** The most valuable points that no reply has told yet. */
export function answerMore({ conversation }: Material): Answer {
  const untold = conversation.points.filter(
    (point) => !conversation.isTold(point) && !conversation.isAsked(point),
  );
  const [asked, ...others] = untold;
  if (others.length === 0 || !asked) {
    const lead = 'Every point that I find was told or asked before.';
    return { sections: asked ? [] : [{ title: null, lead }], abstained: false };
  }
  const items = others.slice(0, MOST_NEW).map(({ long }) => long);
  const rest = others.length - items.length;
  const more = rest > 0 ? [`… and ${plural(rest, 'further point')} after these.`] : [];
  return {
    sections: [{ title: 'Not told yet', items: [...items, ...more] }],
    abstained: false,
    prefers: (point) => point === asked,
  };
}

/** Short lists of all kinds of points, for an overview. */
export function pointSections({ all, conversation: { points } }: Material): Section[] {
  const hasSubject = all.some((line) => isRequirement(line) || line.kind === 'goal');
  const of = (...kinds: Point['kind'][]): Point[] => points.filter(({ kind }) => kinds.includes(kind));
  const section = (title: string, found: readonly Point[], most: number): Section[] =>
    found.length === 0
      ? []
      : [{ title: `${title} (${found.length})`, items: found.map(({ short }) => short), most }];
  return [
    ...section('Contradictions', of('contradiction'), 6),
    ...section('Left open in the text', of('undecided'), 5),
    ...section('Cannot be tested as written', inTextOrder(of('untestable')), 10),
    ...section('Other loose words', inTextOrder(of('loose')), 5),
    ...section('Not in the text', hasSubject ? of('gap', 'no requirement') : of('no requirement'), 9),
  ];
}
