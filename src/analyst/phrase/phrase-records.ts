import { plainBlocks } from '../../lib/plain-blocks.ts';
import type { IncidentDetails } from '../../store/incident-queries.ts';
import type { Facts } from '../run/facts.ts';
import type { Ask } from '../vocabulary/meanings.ts';
import { answerField, answerLabel, type FieldAnswer } from './answer-field.ts';
import { measureName, minutesOf } from './phrase-figures.ts';
import { answered, type Reply, refused } from './reply.ts';
import { sayIncidents, sayList, sayMinutes, sayMoment } from './say.ts';
import { saySubject } from './say-subject.ts';

type FactsOf<Kind extends Facts['kind']> = Extract<Facts, { kind: Kind }>;

export const heading = (incident: IncidentDetails): string =>
  `“${incident.title}”${incident.startedAt ? ` (${sayMoment(incident.startedAt)})` : ''}`;

/** After a list the next answer begins a line. */
const joinAnswers = (before: string, next: string): string =>
  before === '' ? next : `${before}${before.includes('\n') ? '\n' : ' '}${next}`;

function answersOf(
  incident: IncidentDetails,
  asks: readonly Ask[],
  labels: readonly (readonly string[])[],
): FieldAnswer[] {
  return [
    ...asks.filter((ask) => ask !== 'which incident').map((ask) => answerField(ask, incident)),
    ...labels.map((label) => answerLabel(label, incident)),
  ];
}

export function phraseLookup(facts: FactsOf<'lookup'>): Reply {
  const { plan, incidents } = facts;
  const extreme = plan.target.by === 'extreme' ? sayExtreme(facts) : '';
  const asks = plan.asks.filter(
    (ask) => plan.target.by !== 'extreme' || !isSaidByExtreme(ask, plan.target.of),
  );
  const answers = incidents.map((incident) => ({
    incident,
    answers: answersOf(incident, asks, plan.labels),
  }));
  const lines = answers.map(({ incident, answers: said }) => {
    const text = said.reduce((before, { text: next }) => joinAnswers(before, next), '');
    return text ? `${heading(incident)}: ${text}` : '';
  });
  const more =
    facts.total > incidents.length ? `\n… and ${sayIncidents(facts.total - incidents.length)} more.` : '';
  const several =
    incidents.length > 1 && !extreme
      ? `${sayIncidents(facts.total)} match${saySubject(plan.target.subject)}:\n`
      : '';
  const body = lines
    .filter((line) => line !== '')
    .map((line) => (incidents.length > 1 ? `- ${line}` : line))
    .join('\n');
  const asked = answers.flatMap((each) => each.answers);
  const abstained = !extreme && asked.length > 0 && asked.every((answer) => !answer.stated);
  return {
    ...answered([extreme, `${several}${body}${more}`].filter((part) => part !== '').join('\n'), incidents),
    abstained,
  };
}

/** The line about an extreme tells its own measure already. */
const isSaidByExtreme = (ask: Ask, of: string): boolean =>
  of === 'start' ? ask === 'when' : ask === 'how long';

/** "The longest … of 34 incidents that have one recorded: …". */
function sayExtreme(facts: FactsOf<'lookup'>): string {
  const { plan, incidents, known, whole } = facts;
  if (plan.target.by !== 'extreme') return '';
  const { of, direction, subject } = plan.target;
  const where = saySubject(subject);
  const many = incidents.length > 1;
  if (of === 'start') {
    const which = direction === 'most' ? 'latest' : 'first';
    const undated = whole > known ? ` (${whole - known} without a recorded start left out)` : '';
    const named = incidents.map(
      (incident) => `${incident.startedAt ? sayMoment(incident.startedAt) : ''}: ${incident.title}`,
    );
    return many
      ? `The ${which} ${sayIncidents(incidents.length)}${where}${undated}:\n${named.map((line) => `- ${line}`).join('\n')}`
      : `The ${which} incident${where} started on ${named[0]?.replace(': ', ': “')}”${undated}.`;
  }
  const values = incidents.map((incident) => `${heading(incident)}, ${sayMinutes(minutesOf(incident, of))}`);
  const which = `${direction === 'most' ? 'longest' : 'shortest'} ${measureName[of]}`;
  const basis = `of the ${known} of ${sayIncidents(whole)}${where} that have one recorded`;
  return many
    ? `The ${which}, ${basis}:\n${values.map((line) => `- ${line}`).join('\n')}`
    : `The ${which} is that of ${values[0]}, ${basis}.`;
}

/** An incident that is like what was described: what it shares, what fixed it, and what was agreed where advice is asked. */
export function sayMatch(
  { incident, shared }: FactsOf<'similar'>['matches'][number],
  { advice }: FactsOf<'similar'>['plan'],
): string {
  const fix = answerField('fix', incident);
  const why = shared.length > 0 ? ` It shares: ${shared.slice(0, 10).join(', ')}.` : '';
  const actions =
    advice && incident.actionItems.length > 0
      ? ` Agreed afterwards: ${incident.actionItems
          .slice(0, 3)
          .map((item) => plainBlocks(item))
          .join('; ')}.`
      : '';
  return `- ${heading(incident)}.${why} What fixed it: ${fix.text}${actions}`;
}

export function phraseSimilar(facts: FactsOf<'similar'>): Reply {
  const { matches, plan, to, exact } = facts;
  const lines = matches.map((match) => sayMatch(match, plan));
  const advice = plan.advice ? 'What resolved such incidents before:\n' : '';
  const parts = to
    ? [`Incidents most like “${to}”:`, ...lines]
    : [
        exact > 0
          ? `Yes, ${exact === 1 ? 'once' : `${exact} times`}:`
          : 'Not exactly as described; the closest:',
        ...lines.slice(0, exact),
        ...(exact > 0 && lines.length > exact ? ['Close to it:'] : []),
        ...lines.slice(exact),
      ];
  return answered(
    `${advice}${parts.join('\n')}`,
    matches.map((match) => match.incident),
  );
}

export function phrasePassage(facts: FactsOf<'passage'>): Reply {
  const lines = facts.quotes.map(
    ({ incident, sentences }) =>
      `${heading(incident)} says: ${sentences.map((sentence) => `“${sentence}”`).join(' ')}`,
  );
  return answered(
    lines.join('\n'),
    facts.quotes.map((quote) => quote.incident),
  );
}

export function phraseCauses(facts: FactsOf<'causes'>): Reply {
  const { shared, stated, coverage, plan } = facts;
  const where = saySubject(plan.subject);
  if (coverage.total === 0) return refused(`The history has no incidents${where}.`);
  if (stated === 0)
    return refused(
      `None of the ${sayIncidents(coverage.total)}${where} has a root cause recorded, so causes cannot be ranked.`,
    );
  if (shared.length === 0)
    return refused(
      `${stated} of the ${sayIncidents(coverage.total)}${where} have a root cause recorded, but no two causes share their words; they cannot be ranked honestly.`,
    );
  const lines = shared.map(
    ({ words, incidents }) =>
      `- “${words}”: ${sayIncidents(incidents.length)} (${sayList(incidents.slice(0, 4).map((incident) => incident.title))}${incidents.length > 4 ? ' …' : ''})`,
  );
  return answered(
    `Of ${sayIncidents(coverage.total)}${where}, ${stated} have a root cause recorded. What their causes share, in their own words:\n${lines.join('\n')}`,
    shared.flatMap((each) => each.incidents),
  );
}
