import { type MadeIncident, made } from './made-incidents.ts';

/** A condition in words, and the incidents that meet it worked out without the analyst. */
export interface AskedCondition {
  readonly words: string;
  readonly holds: (incident: MadeIncident) => boolean;
}

const started = (incident: MadeIncident): Date | null =>
  incident.started_at ? new Date(incident.started_at) : null;
const within = (incident: MadeIncident, from: string, to: string): boolean => {
  const start = started(incident);
  return start !== null && start >= new Date(from) && start < new Date(to);
};

/** Phrases that come after "incidents". */
export const conditions: readonly AskedCondition[] = [
  ...made.COMPANIES.map((company) => ({
    words: `at ${company}`,
    holds: (each: MadeIncident) => each.company === company,
  })),
  ...made.SERVICES.map((service) => ({
    words: `that affected ${service}`,
    holds: (each: MadeIncident) => each.services.includes(service),
  })),
  ...made.SEVERITIES.map((severity) => ({
    words: `with severity ${severity.toLowerCase()}`,
    holds: (each: MadeIncident) => each.severity === severity,
  })),
  ...made.TAGS.map((tag) => ({
    words: `tagged ${tag}`,
    holds: (each: MadeIncident) => each.tags.includes(tag),
  })),
  {
    words: 'tagged both automation and cloud',
    holds: (each) => each.tags.includes('automation') && each.tags.includes('cloud'),
  },
  { words: 'at Acme or Dunlin', holds: (each) => each.company === 'Acme' || each.company === 'Dunlin' },
  { words: 'not at Acme', holds: (each) => each.company !== 'Acme' },
  { words: 'in 2021', holds: (each) => within(each, '2021-01-01', '2022-01-01') },
  { words: 'in March 2020', holds: (each) => within(each, '2020-03-01', '2020-04-01') },
  { words: 'between March and May 2021', holds: (each) => within(each, '2021-03-01', '2021-06-01') },
  { words: 'since 2023', holds: (each) => within(each, '2023-01-01', '2100-01-01') },
  { words: 'before 2020', holds: (each) => within(each, '1970-01-01', '2020-01-01') },
  { words: 'in the second quarter of 2022', holds: (each) => within(each, '2022-04-01', '2022-07-01') },
  { words: 'that lasted over 3 hours', holds: (each) => (each.duration_minutes ?? -1) > 180 },
  {
    words: 'that took at most 90 minutes',
    holds: (each) => each.duration_minutes !== undefined && each.duration_minutes <= 90,
  },
  {
    words: 'lasting between 1 and 2 hours',
    holds: (each) =>
      each.duration_minutes !== undefined && each.duration_minutes >= 60 && each.duration_minutes <= 120,
  },
  { words: 'without a start time', holds: (each) => each.started_at === undefined },
  { words: 'without a root cause', holds: (each) => each.root_cause === undefined },
  { words: 'on a Sunday', holds: (each) => started(each)?.getUTCDay() === 0 },
  { words: 'caused by power loss', holds: (each) => each.root_cause === 'power loss' },
];
