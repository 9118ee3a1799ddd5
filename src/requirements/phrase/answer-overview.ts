import { capitalise } from '../../analyst/phrase/say.ts';
import { shorten } from '../../lib/shorten.ts';
import { isRequirement } from '../read/judge-statements.ts';
import { isTelling } from '../talk/conversation.ts';
import { OVERVIEW } from '../talk/recognise.ts';
import { countRequirements, goalSection } from './answer-lists.ts';
import { pointSections } from './answer-points.ts';
import { type Answer, type Material, plural, sayStatement } from './material.ts';
import { quote, sayPlace } from './quote.ts';
import type { Section } from './section.ts';

const MOST_LABEL_CHARACTERS = 80;
const MOST_GOALS = 5;
const MOST_REQUIREMENTS = 14;
const MOST_QUOTE_CHARACTERS = 160;

/** What was read, in one sentence. */
function opening(material: Material): string {
  const { label, lineCount, text, conversation } = material;
  const name = label === null ? 'the text' : shorten(label.replace(/[“”]/g, ''), MOST_LABEL_CHARACTERS);
  if (text.length === 0) return 'No source text is given: it is empty.';
  const of = (kind: string): number => conversation.points.filter((point) => point.kind === kind).length;
  const findings = [
    countRequirements(material),
    plural(of('contradiction'), 'contradiction'),
    `${of('untestable')} ${OVERVIEW}`,
  ];
  return `Read ${name}, ${plural(lineCount, 'line')}: ${findings.join(', ')}`;
}

function requirementSection({ all }: Material): Section[] {
  const lines = all.filter(isRequirement);
  if (lines.length === 0) return [];
  const items = lines.map((line) => sayStatement(line, MOST_QUOTE_CHARACTERS));
  return [{ title: `Requirements (${lines.length})`, items, most: MOST_REQUIREMENTS }];
}

/** Lines that speak to the reader are told, never followed. */
function instructionSection({ text }: Material): Section[] {
  const items = text
    .filter(({ kind }) => kind === 'instruction')
    .map(({ place, text: line }) => `${sayPlace(place)}: ${quote(line, 120)}`);
  return items.length === 0 ? [] : [{ title: 'Addressed to the reader, so no requirement', items, most: 2 }];
}

/** Goals, requirements, and what is wrong with them. */
export function answerOverview(material: Material): Answer {
  const { all, text, conversation } = material;
  const lead: Section = { title: null, lead: capitalise(opening(material)) };
  if (all.length === 0) return { sections: [lead], abstained: true };
  const goals = goalSection(material, MOST_GOALS);
  const hasGoals = goals.items !== undefined || text.length > 0;
  return {
    sections: [
      lead,
      ...(hasGoals ? [goals] : []),
      ...requirementSection(material),
      ...pointSections(material),
      ...instructionSection(material),
    ],
    abstained: text.length === 0 && conversation.said.length === 0,
    isOverview: true,
  };
}

/** What the user has said so far, and how much is open. */
export function answerRecap({ conversation }: Material): Answer {
  const known = conversation.said.filter(isTelling);
  const items = known.map(({ statement, point }) => {
    const about =
      point?.row?.name.toLowerCase() ?? point?.statements.map(({ place }) => sayPlace(place)).join(' and ');
    return `${sayPlace(statement.place)}: ${quote(statement.text, MOST_QUOTE_CHARACTERS)}${about ? `, on ${about}` : ''}`;
  });
  const asked = conversation.points.filter((point) => conversation.isAsked(point));
  const lead = known.length === 0 ? 'You have settled nothing yet.' : undefined;
  return {
    sections: [
      { title: `Known from you (${items.length})`, ...(lead ? { lead } : {}), items, most: 15 },
      ...(asked.length === 0
        ? []
        : [
            {
              title: `Asked and not answered (${asked.length})`,
              items: asked.map(({ short }) => short),
              most: 5,
            },
          ]),
      {
        title: null,
        lead: `${plural(conversation.points.length, 'point')} of text and conversation ${conversation.points.length === 1 ? 'is' : 'are'} open.`,
      },
    ],
    abstained: false,
  };
}

/** For a text that is not English, or no language at all. */
export function answerUnreadable({ lineCount, text }: Material): Answer {
  const lead =
    `The text (${plural(lineCount, 'line')}, ${plural(text.length, 'statement')}) does not read as English. I judge requirements in English only, ` +
    'so I name no goals, vague words, contradictions or gaps here. I can quote the lines that hold a word that you name.';
  return { sections: [{ title: null, lead }], abstained: true };
}
