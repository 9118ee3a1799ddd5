import { peopleIn } from '../find/people.ts';
import { isRequirement, type Judged } from '../read/judge-statements.ts';
import type { Topic } from '../talk/intent.ts';
import { touches } from './find-lines.ts';
import { type Answer, type Material, plural, sayStatement, sayTopic } from './material.ts';
import { quote, sayPlace } from './quote.ts';
import type { Section } from './section.ts';

const MOST_ITEMS = 30;

const isGoal = ({ kind }: Judged): boolean => kind === 'goal';
const isConstraint = ({ kind }: Judged): boolean => kind === 'constraint';
const isExcluded = ({ kind, says }: Judged): boolean =>
  kind === 'excluded' || (kind === 'requirement' && says === 'forbid');
const isMust = (line: Judged): boolean =>
  isRequirement(line) && line.strength === 'must' && line.says !== 'optional';
const isOptional = (line: Judged): boolean =>
  isRequirement(line) && (line.says === 'optional' || line.strength === 'could');

interface ListTexts {
  readonly title: string;
  readonly includes: (line: Judged) => boolean;
  readonly none: string;
  readonly note?: string;
}

const LISTS: Readonly<Record<'requirements' | 'constraints' | 'scope' | 'must' | 'optional', ListTexts>> = {
  requirements: {
    title: 'Requirements',
    includes: isRequirement,
    none: 'No statement is worded as a requirement (looked for must, shall, should, can, lists of features and user stories).',
  },
  constraints: {
    title: 'Constraints',
    includes: isConstraint,
    none: 'The text names no constraint (looked for budget, deadline, law, given technology).',
  },
  scope: {
    title: 'Left out or forbidden',
    includes: isExcluded,
    none: 'The text leaves nothing out in so many words (looked for out of scope, non-goals, must not, will not).',
  },
  must: {
    title: 'Worded as must',
    includes: isMust,
    none: 'No requirement is worded as must, shall, has to or required.',
    note: 'By their wording and their groups only; the text is the only judge of what matters here.',
  },
  optional: {
    title: 'Worded as optional',
    includes: isOptional,
    none: 'No requirement is worded as optional, could, might or nice to have.',
  },
};

/** Requirements or some of them, as quotes in the order of the text; with a topic only those that hold its words. */
export function answerList({ all }: Material, ask: keyof typeof LISTS, topic: Topic | null): Answer {
  const { title, includes, none, note } = LISTS[ask];
  const listed = all.filter(includes);
  const lines = topic === null ? listed : listed.filter((line) => touches(line, topic));
  const about = topic === null ? '' : ` about ${sayTopic(topic)}`;
  if (lines.length === 0) {
    const lead =
      topic === null || listed.length === 0
        ? none
        : `None of the ${listed.length} holds ${sayTopic(topic)}, nor does a heading above one.`;
    return { sections: [{ title, lead }], abstained: true };
  }
  const section: Section = {
    title: `${title}${about} (${lines.length})`,
    ...(note === undefined ? {} : { lead: note }),
    items: lines.map((line) => sayStatement(line)),
    most: MOST_ITEMS,
  };
  return {
    sections: [section],
    abstained: false,
    ...(topic === null
      ? {}
      : { prefers: ({ statements }) => statements.some((line) => lines.includes(line)) }),
  };
}

/** Goals that the text states; where it states none, what its user stories are for. */
export function goalSection({ all }: Material, most: number): Section {
  const goals = all.filter(isGoal);
  if (goals.length > 0)
    return { title: `Goals (${goals.length})`, items: goals.map((goal) => sayStatement(goal)), most };
  const reasons = all.filter(isRequirement).flatMap((line) => {
    const at = line.text.search(/\bso that\b|\bin order to\b/i);
    return at < 0 ? [] : [`${sayPlace(line.place)}: ${quote(line.text.slice(at), 160)}`];
  });
  const lead = 'No goal is stated as such (looked for goal, objective, aim, purpose, we want to).';
  return reasons.length === 0
    ? { title: 'Goals', lead }
    : {
        title: 'Goals',
        lead: `${lead} Reasons are given in ${plural(reasons.length, 'requirement')}:`,
        items: reasons,
        most,
      };
}

export function answerGoals(material: Material): Answer {
  const section = goalSection(material, MOST_ITEMS);
  return {
    sections: [section],
    abstained: section.items === undefined,
    prefers: ({ statements, row }) => statements.some(isGoal) || row?.name === 'Measures of success',
  };
}

/** Names of people as written, with the statements that name each. */
function rolesIn(lines: readonly Judged[]): { readonly name: string; readonly lines: Judged[] }[] {
  const roles = new Map<string, { name: string; lines: Judged[] }>();
  for (const line of lines) {
    for (const name of peopleIn(line)) {
      const key = name.toLowerCase().replace(/s$/, '');
      const role = roles.get(key) ?? { name, lines: [] };
      if (!role.lines.includes(line)) role.lines.push(line);
      roles.set(key, role);
    }
  }
  return [...roles.values()];
}

const MOST_ROLES = 20;

export function answerUsers({ all }: Material): Answer {
  const roles = rolesIn(all.filter(({ form }) => form !== 'code'));
  const prefers: Answer['prefers'] = ({ row }) => row?.name === 'Users and roles';
  if (roles.length === 0)
    return {
      sections: [
        {
          title: 'Users and roles',
          lead: 'The text names no user and no role (looked for user, customer, admin, guest, user stories and the like).',
        },
      ],
      abstained: true,
      prefers,
    };
  const items = roles.map(({ name, lines }) => {
    const [first] = lines;
    const more = lines.length > 1 ? ` and in ${plural(lines.length - 1, 'other statement')}` : '';
    return `${quote(name)}: first in ${first ? sayStatement(first, 140) : ''}${more}`;
  });
  return {
    sections: [{ title: `Users and roles (${roles.length})`, items, most: MOST_ROLES }],
    abstained: false,
    prefers,
  };
}

const COUNTED = [
  ['must', 'worded as must'],
  ['should', 'worded as should'],
  ['can', 'worded as can or may'],
  ['could', 'worded as optional'],
  ['stated', 'without a modal word'],
] as const;

/** “14 requirements: 9 worded as must, 3 as should, 2 without a modal word”. */
export function countRequirements({ all }: Material): string {
  const lines = all.filter(isRequirement);
  const parts = COUNTED.map(([strength, name]) => {
    const number = lines.filter((line) => line.strength === strength).length;
    return number === 0 ? '' : `${number} ${name}`;
  }).filter((part) => part !== '');
  return `${plural(lines.length, 'requirement')}${parts.length > 0 ? ` (${parts.join(', ')})` : ''}`;
}

/** How many there are of each kind. */
export function answerCount(material: Material): Answer {
  const { all, conversation } = material;
  const of = (kind: string): number => conversation.points.filter((point) => point.kind === kind).length;
  const items = [
    `${countRequirements(material)}.`,
    `${plural(all.filter(isGoal).length, 'goal')}.`,
    `${of('untestable')} of the goals and requirements cannot be tested as written.`,
    `${plural(of('contradiction'), 'contradiction')}.`,
  ];
  return {
    sections: [{ title: 'Count', lead: 'Each sentence, list item or table row counts once.', items }],
    abstained: all.length === 0,
  };
}
