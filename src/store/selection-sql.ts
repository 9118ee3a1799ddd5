import type {
  LabelCondition,
  Measure,
  MentionCondition,
  NumberCondition,
  PresenceCondition,
  RecordField,
  Selection,
} from './incident-selection.ts';

/** Collects parameters while a statement is put together; `add` returns the placeholder. */
export class Parameters {
  readonly values: unknown[] = [];

  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

export const measureSql: Record<Measure, string> = {
  duration: 'coalesce(i.duration_minutes, i.recover_minutes)',
  detection: 'i.detect_minutes',
  recovery: 'coalesce(i.recover_minutes, i.duration_minutes)',
};

const columnOf: Partial<Record<RecordField, string>> = {
  start: 'i.started_at',
  'start day': "case when i.started_precision in ('minute', 'day') then i.started_at end",
  detected: 'i.detected_at',
  mitigated: 'i.mitigated_at',
  end: 'i.resolved_at',
  duration: 'i.duration_minutes',
  detection: 'i.detect_minutes',
  recovery: measureSql.recovery,
  url: 'i.source_url',
};

const textColumnOf: Partial<Record<RecordField, string>> = {
  summary: 't.summary',
  root_cause: 't.root_cause',
  trigger: 't.trigger',
  impact: 't.impact',
  detection_text: 't.detection',
  resolution: 't.resolution',
  lessons: 't.lessons',
  timeline: "nullif(t.timeline, '[]'::jsonb)",
  action_items: "nullif(t.action_items, '[]'::jsonb)",
};

/** A number as labels hold it, for PostgreSQL's `~`. */
export const PLAIN_NUMBER = '^-?[0-9]{1,15}([.][0-9]{1,15})?$';

export const operatorOf = { over: '>', 'at least': '>=', under: '<', 'at most': '<=', exactly: '=' } as const;

/**
 * How many incidents the other conditions leave, or how many are read until enough are found. `many`: the ids that have
 * a label are gathered once and looked up by hash; `few`: each incident's label is looked up. The planner cannot tell:
 * it guesses badly how many rows meet two conditions, and a prepared plan loops over the whole history.
 */
type Expected = 'many' | 'few';

/** A window of up to about a year leaves few incidents of a long history. */
const SHORT_WINDOW_MS = 400 * 86_400_000;

function expectedOf({ window, ids, patternId }: Selection): Expected {
  const length =
    window?.from && window.to ? window.to.getTime() - window.from.getTime() : Number.POSITIVE_INFINITY;
  return ids !== null || patternId || length <= SHORT_WINDOW_MS ? 'few' : 'many';
}

function labelSql(
  condition: LabelCondition,
  tenant: string,
  parameters: Parameters,
  expected: Expected,
): string {
  const names =
    condition.names.length > 0 ? ` and l.name = any(${parameters.add(condition.names)}::text[])` : '';
  const labels = `incident_labels l where l.tenant_id = ${tenant}${names}
    and l.value_key = any(${parameters.add(condition.valueKeys)}::text[])`;
  if (expected === 'few') {
    return `${condition.negated ? 'not ' : ''}exists (select from ${labels} and l.incident_id = i.id)`;
  }
  return `i.id ${condition.negated ? '<> all' : '= any'} (array(select l.incident_id from ${labels}))`;
}

function mentionSql(condition: MentionCondition, tenant: string, parameters: Parameters): string {
  const phrase = condition.phrases
    .map((each) => `phraseto_tsquery('english', ${parameters.add(each)})`)
    .join(' || ');
  if (condition.within !== 'cause') {
    const anywhere = `i.id = any (array(select m.incident_id from passages_matching(${phrase}) m))`;
    return condition.within === 'title'
      ? `${anywhere} and to_tsvector('english', i.title) @@ (${phrase})`
      : anywhere;
  }
  return `i.id in (select t.incident_id from incident_texts t where t.tenant_id = ${tenant}
    and to_tsvector('english', coalesce(t.root_cause, '') || ' ' || coalesce(t.trigger, '')) @@ (${phrase}))`;
}

function numberSql(condition: NumberCondition, tenant: string, parameters: Parameters): string {
  const { measure, comparison } = condition;
  const amount = `${operatorOf[comparison]} ${parameters.add(condition.amount)}::double precision`;
  if (typeof measure === 'string') return `${measureSql[measure]} ${amount}`;
  return `exists (select from incident_labels l where l.tenant_id = ${tenant} and l.incident_id = i.id
    and l.name = any(${parameters.add(measure.label)}::text[])
    and case when l.value ~ '${PLAIN_NUMBER}' then l.value::double precision ${amount} end)`;
}

function presenceSql(condition: PresenceCondition, tenant: string, parameters: Parameters): string {
  if (typeof condition.field === 'object') {
    const names = parameters.add(condition.field.label);
    const rows = `select from incident_labels l where l.tenant_id = ${tenant} and l.incident_id = i.id and l.name = any(${names}::text[])`;
    return `${condition.present ? 'exists' : 'not exists'} (${rows})`;
  }
  const column = columnOf[condition.field];
  if (column) return `${column} is ${condition.present ? 'not null' : 'null'}`;
  const rows = `select from incident_texts t where t.tenant_id = ${tenant} and t.incident_id = i.id
    and ${textColumnOf[condition.field]} is not null`;
  return `${condition.present ? 'exists' : 'not exists'} (${rows})`;
}

/**
 * The conditions of a selection on `incidents i`, joined by `and`. An incident lies in a window only when the whole
 * interval that its start date leaves open lies in it: "some day in 2021" is in 2021, but not in March 2021.
 */
export function selectionSql(
  selection: Selection,
  tenantId: string,
  parameters: Parameters,
  expected: Expected = expectedOf(selection),
): string {
  const tenant = `${parameters.add(tenantId)}::uuid`;
  const conditions = [`i.tenant_id = ${tenant}`];
  if (selection.window?.from) conditions.push(`i.started_at >= ${parameters.add(selection.window.from)}`);
  if (selection.window?.to) {
    const to = parameters.add(selection.window.to);
    conditions.push(`i.started_at < ${to} and i.started_until <= ${to}`);
  }
  if (selection.weekdays.length > 0) {
    const days = parameters.add(selection.weekdays);
    conditions.push(`i.started_precision in ('minute', 'day')
      and extract(isodow from i.started_at at time zone 'UTC')::int = any(${days}::int[])`);
  }
  if (selection.ids) conditions.push(`i.id = any(${parameters.add(selection.ids)}::uuid[])`);
  if (selection.patternId) {
    const members = `pattern_members m where m.tenant_id = ${tenant} and m.pattern_id = ${parameters.add(selection.patternId)}::uuid`;
    conditions.push(`i.id = any (array(select m.incident_id from ${members}))`);
  }
  for (const condition of selection.labels)
    conditions.push(labelSql(condition, tenant, parameters, expected));
  for (const condition of selection.mentions) conditions.push(mentionSql(condition, tenant, parameters));
  for (const condition of selection.numbers) conditions.push(numberSql(condition, tenant, parameters));
  for (const condition of selection.presence) conditions.push(presenceSql(condition, tenant, parameters));
  return conditions.join('\n  and ');
}
