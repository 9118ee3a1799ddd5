import type { SharedTerms } from '../../core/pattern.ts';
import type { IncidentDetails } from '../../store/incident-queries.ts';
import type { PatternFacts } from '../run/facts.ts';
import { sharedCauses } from '../run/shared-causes.ts';
import { answerField, type FieldAnswer } from './answer-field.ts';
import { conditionsOf, type PatternPart, part } from './pattern-part.ts';
import { heading, sayMatch } from './phrase-records.ts';
import { MOST_NAMED, nameIncident, runbookSource, sourceOf } from './reply.ts';
import { sayIncidents, sayList, sayMinutes } from './say.ts';
import { sayRunbook } from './say-runbook.ts';

const USUALLY_TOLD = 3;
const MOST_TOLD = 10;
const MOST_SHARED = 3;

/** "4 of its 6 incidents"; says so where not all were read. */
function sayOf(facts: PatternFacts, stated: number): string {
  const { members, count } = facts;
  const read = members.length < count ? `the newest ${members.length} of its ${count}` : `its ${count}`;
  return `${stated} of ${read} incidents${conditionsOf(facts)}`;
}

const CAUSED = {
  cause: {
    what: 'A cause is stated for',
    of: ({ rootCause, trigger }: IncidentDetails) => rootCause ?? trigger,
  },
  trigger: { what: 'A trigger is recorded for', of: ({ trigger }: IncidentDetails) => trigger },
} as const;

/** What their causes or triggers share, with how many share it, and the latest of them in their own words. */
export function sayCauses(facts: PatternFacts, ask: 'cause' | 'trigger'): PatternPart {
  const { what, of } = CAUSED[ask];
  const told = facts.members.filter((member) => of(member) !== null);
  const kinds =
    ask === 'trigger' && facts.pattern.triggers.length > 0
      ? ` Kinds of trigger found in them: ${sayList(facts.pattern.triggers)}.`
      : '';
  if (told.length === 0)
    return part(
      `${what} none of its ${facts.count} incidents${conditionsOf(facts)}.${kinds}`,
      [],
      kinds !== '',
    );
  const compared = told.map((member) => ({ ...member, rootCause: of(member) }));
  const shared = sharedCauses(compared, MOST_SHARED).map(
    ({ words, incidents }) => `- “${words}”: in ${incidents.length} of these ${told.length}`,
  );
  const shown = told.slice(0, USUALLY_TOLD);
  const quotes = shown.map((member) => `- ${heading(member)}: ${answerField(ask, member).text}`);
  const lines = [
    `${what} ${sayOf(facts, told.length)}.${kinds}`,
    ...(shared.length > 0
      ? ['What these share, in their own words:', ...shared]
      : told.length > 1
        ? ['No two of these share their words.']
        : []),
    told.length > shown.length ? `The latest ${shown.length}:` : 'In their own words:',
    ...quotes,
  ];
  return part(lines.join('\n'), shown.map(sourceOf));
}

interface Fixed {
  readonly member: IncidentDetails;
  readonly fix: FieldAnswer;
}

/**
 * Members that say how they were resolved, the newest first; of a description those that were found for it are told
 * apart. Where none has a recorded resolution, those with a sentence that reads as one.
 */
function fixedMembers({ members, beside, plan }: PatternFacts): {
  told: Fixed[];
  stated: number;
  isRecorded: boolean;
} {
  const found = new Set(beside?.matches.map(({ incident }) => incident.id) ?? []);
  const recorded = members.filter(({ resolution }) => resolution !== null);
  const fixed = (recorded.length > 0 ? recorded : members)
    .map((member) => ({ member, fix: answerField('fix', member) }))
    .filter(({ fix }) => fix.stated);
  const others = fixed.filter(({ member }) => !found.has(member.id));
  const told =
    plan.meantBy === 'description' ? others : [...fixed.filter((each) => !others.includes(each)), ...others];
  return { told, stated: fixed.length, isRecorded: recorded.length > 0 };
}

function sayRecovery(facts: PatternFacts): string {
  const { median, known, total } = facts.recovery;
  if (median === null) return '';
  return `Median time to recovery: ${sayMinutes(median)}, over the ${known} of ${sayIncidents(total)}${conditionsOf(facts)} that have one recorded.`;
}

/** What ended the latest of them, how many say so, and how long they took. */
export function sayFixes(facts: PatternFacts): PatternPart[] {
  const { count, plan, beside } = facts;
  if (count === 0) return [];
  const { told, stated, isRecorded } = fixedMembers(facts);
  const where = conditionsOf(facts);
  if (stated === 0)
    return [part(`None of its ${sayIncidents(count)}${where} says how it was resolved.`, [], false)];
  const isDescribed = (beside?.matches.length ?? 0) > 0;
  const usual = isDescribed && plan.meantBy !== 'description' ? USUALLY_TOLD + 2 : USUALLY_TOLD;
  const shown = told.slice(0, Math.min(plan.limit ?? usual, MOST_TOLD));
  const which = isDescribed || told.length <= shown.length ? '' : `; the latest ${shown.length}`;
  const how = isRecorded ? 'as recorded for' : 'as the texts tell of';
  const lines = [
    `What resolved it, ${how} ${sayOf(facts, stated)}${which}${shown.length > 0 ? ':' : '.'}`,
    ...shown.map(({ member, fix }) => `- ${heading(member)}: ${fix.text}`),
    sayRecovery(facts),
  ];
  const text = lines.filter((line) => line !== '').join('\n');
  return [
    part(
      text,
      shown.map(({ member }) => sourceOf(member)),
    ),
  ];
}

/** The runbooks of the pattern: their steps where advice is asked, else their names. */
export function sayRunbooks({ runbooks, stepIncidents, plan }: PatternFacts): PatternPart[] {
  if (runbooks.length === 0) return [];
  if (!plan.tells.includes('advice')) {
    const names = runbooks.map(({ title }) => `“${title}”`);
    return [
      part(
        `${names.length === 1 ? 'There is a runbook' : 'There are runbooks'} for it: ${sayList(names)}.`,
        runbooks.map(runbookSource),
      ),
    ];
  }
  return runbooks.map((runbook) => part(...sayRunbook(runbook, stepIncidents)));
}

/** The members by title and start, the newest first; without the incident that is asked about. */
export function sayMembers(facts: PatternFacts): PatternPart {
  const { members, plan, count } = facts;
  const others = members.filter(({ id }) => id !== plan.incidentId);
  const shown = others.slice(0, MOST_NAMED);
  const left = count - (members.length - others.length) - shown.length;
  const lines = [...shown.map(nameIncident), ...(left > 0 ? [`- … and ${left} more`] : [])];
  return part(
    [plan.incidentId === null ? 'Its incidents:' : 'The others:', ...lines].join('\n'),
    shown.map(sourceOf),
  );
}

const FIELD_NAMES: Readonly<Record<SharedTerms['field'], string>> = {
  title: 'title',
  cause: 'cause',
  trigger: 'trigger',
  symptom: 'symptoms',
  service: 'service',
  text: 'text',
};

/** Why the incident is one of them, as far as the extraction told. */
export function sayReasons({ reasons }: PatternFacts): PatternPart[] {
  const told = reasons.map(
    ({ field, terms }) =>
      `${FIELD_NAMES[field]} (${terms
        .slice(0, MOST_SHARED)
        .map((term) => `“${term}”`)
        .join(', ')})`,
  );
  return told.length === 0 ? [] : [part(`It shares with them: ${sayList(told)}.`)];
}

/** Incidents like what was described: those of the pattern as well where it is meant by the description alone. */
export function sayBeside({ beside, members, plan }: PatternFacts): PatternPart[] {
  const isDescribed = plan.meantBy === 'description';
  const own = new Set(isDescribed ? [] : members.map(({ id }) => id));
  const told = beside?.matches.filter(({ incident }) => !own.has(incident.id)) ?? [];
  if (!beside || told.length === 0) return [];
  const lead = isDescribed ? 'Most like it by their words:' : 'By their words, these are like it, too:';
  return [
    part(
      [lead, ...told.map((match) => sayMatch(match, beside.plan))].join('\n'),
      told.map(({ incident }) => sourceOf(incident)),
    ),
  ];
}
