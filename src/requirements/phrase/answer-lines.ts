import { isRequirement, type Judged, type StatementKind } from '../read/judge-statements.ts';
import type { Intent } from '../talk/intent.ts';
import { type Answer, type Material, plural, sayStatement } from './material.ts';
import { quote, sayPlace } from './quote.ts';

const KINDS: Readonly<Record<StatementKind, string>> = {
  goal: 'a goal',
  requirement: 'a requirement',
  constraint: 'a constraint',
  excluded: 'left out of scope',
  open: 'left open',
  instruction: 'addressed to the reader and no requirement',
  heading: 'a heading',
  code: 'an example',
  other: 'neither a goal nor a requirement by its wording',
};

function isNamed({ place, text }: Judged, { lines, ids }: Intent): boolean {
  if (place.kind === 'line' && lines.some((line) => line >= place.line && line <= place.lastLine))
    return true;
  return ids.some((id) =>
    text
      .slice(0, 60)
      .split(/[^\p{L}\p{N}.-]+/u)
      .includes(id),
  );
}

/** Statements that a question names by line or by id. */
function linesNamed({ all }: Material, intent: Intent): Judged[] {
  const requirements = intent.nth === null ? [] : all.filter(isRequirement);
  const nth = requirements.at(intent.nth !== null && intent.nth > 0 ? intent.nth - 1 : -1);
  return [...(nth ? [nth] : []), ...all.filter((statement) => isNamed(statement, intent))];
}

const MOST_LINES = 12;

/** What stands in the asked lines, what each is, and what is open in it. */
export function answerLines(material: Material, intent: Intent): Answer {
  const named = linesNamed(material, intent);
  const { points } = material.conversation;
  if (named.length === 0) {
    const what = intent.lines.length > 0 ? 'nothing in the asked lines' : 'no such requirement';
    return {
      sections: [
        { title: null, lead: `The text has ${what}; it has ${plural(material.lineCount, 'line')}.` },
      ],
      abstained: true,
    };
  }
  const items = named.map((statement) => {
    const open = points.filter(({ statements }) => statements.includes(statement));
    const told = open.map(({ short, why, kind }) =>
      kind === 'contradiction' ? `Contradiction: ${short}` : why,
    );
    const verdict = `${sayStatement(statement, 300)} It is ${KINDS[statement.kind]}.`;
    const fine = /^(?:requirement|constraint|goal)$/.test(statement.kind)
      ? ' I find no vague word and no contradiction in it.'
      : '';
    return `${verdict}${told.length > 0 ? ` ${told.join(' ')}` : fine}`;
  });
  return {
    sections: [{ title: 'The asked lines', items, most: MOST_LINES }],
    abstained: false,
    prefers: ({ statements }) => statements.some((statement) => named.includes(statement)),
  };
}

const MOST_REWORDED = 6;

/** Patterns with blanks for what cannot be tested: figures are the author's, none is made up. */
export function answerReword(material: Material, intent: Intent): Answer {
  const { points } = material.conversation;
  const named = linesNamed(material, intent);
  const words = new Set(intent.topic?.terms.map(({ text }) => text.toLowerCase()));
  const vague = points.filter(({ terms }) => terms.length > 0);
  const byLine = vague.filter(({ statements }) => statements.some((statement) => named.includes(statement)));
  const byWord = vague.filter((point) => point.words.some((word) => words.has(word.toLowerCase())));
  const chosen = byLine.length > 0 ? byLine : byWord.length > 0 ? byWord : vague;
  if (chosen.length === 0)
    return {
      sections: [{ title: 'Wording', lead: 'I find no vague word that would need another wording.' }],
      abstained: false,
    };
  const items = chosen.map(({ statements, terms }) => {
    const [statement] = statements;
    const swaps = terms.map(({ text, kind }) => `in place of ${quote(text)}: ${kind.instead}`);
    return `${statement ? `${sayPlace(statement.place)}, ${quote(statement.text, 160)}` : ''}: ${swaps.join('; ')}.`;
  });
  return {
    sections: [
      {
        title: 'Wording',
        lead: 'The blanks are yours to fill: the text has no figures for them.',
        items,
        most: MOST_REWORDED,
      },
    ],
    abstained: false,
    prefers: (point) => chosen.includes(point),
  };
}
