import { snakeCase } from '../lib/snake-case.ts';
import { nameOf } from './fields/collect-fields.ts';
import { type FieldName, fieldAliases } from './fields/field-aliases.ts';
import { bareName } from './fields/field-names.ts';
import { isObject, type JsonObject } from './importer.ts';

const DOCUMENT_FIELDS: ReadonlySet<string> = new Set([
  'id',
  'title',
  'text',
  'body',
  'content',
  'url',
  'metadata',
  'name',
  'source',
  'tags',
  'author',
  'lang',
  'language',
]);
const OTHER_MARKS = [
  'asyncapi',
  'openapi',
  'swagger',
  'api_version',
  'apiversion',
  'kind',
  'dependencies',
  'version',
  'license',
  'scripts',
  'compiler_options',
  '$schema',
  'schema',
  'channels',
  'runbook',
  'steps',
  'query',
  'relevance',
  'tokenizer',
  'model_type',
  'source_root',
  'jobs',
  'runs',
  'volumes',
  'networks',
  'stages',
  'repos',
];

const TELLING: readonly FieldName[] = [
  'startedAt',
  'resolvedAt',
  'detectedAt',
  'mitigatedAt',
  'severity',
  'severityInstead',
  'rootCause',
  'impact',
  'resolution',
  'timeline',
  'status',
  'timeToDetect',
  'timeToRecover',
  'duration',
  'services',
  'summary',
  'startedInstead',
];

const has = (names: ReadonlySet<string>, meaning: FieldName): boolean =>
  fieldAliases[meaning].some((alias) => names.has(alias));

/** What sets an incident apart from anything else with a name: services alone do not. */
const EVIDENCE: readonly FieldName[] = [...TELLING.filter((meaning) => meaning !== 'services'), 'body'];

function hasEvidence(record: JsonObject): boolean {
  const values = new Map(
    Object.entries(record).flatMap(([name, value]) => {
      const key = snakeCase(name);
      return [[key, value] as const, [bareName(key), value] as const];
    }),
  );
  return EVIDENCE.some((meaning) =>
    fieldAliases[meaning].some((alias) => {
      const value = values.get(alias);
      return value !== undefined && (!isObject(value) || nameOf(value) !== null);
    }),
  );
}

/** A title of several words beside plain values may stand alone; the name of a configuration does not. */
function isBareTitle(record: JsonObject): boolean {
  const title = record.title ?? record.name ?? record.subject ?? record.headline;
  return (
    typeof title === 'string' &&
    title.trim().split(/\s+/).length > 1 &&
    !Object.values(record).some((value) => isObject(value))
  );
}

export interface Judgement {
  readonly reason: string;
  /** True where the record is plainly of another kind; false where it may be a broken incident. */
  readonly isOther: boolean;
}

const other = (reason: string): Judgement => ({ reason, isOther: true });

/** Why a generic JSON record is rather no incident, so that a file of such records can be passed over; null when it may be one. */
export function whyNoIncident(record: JsonObject): Judgement | null {
  const inner = isObject(record.incident)
    ? { ...record, ...record.incident }
    : isObject(record.attributes)
      ? { ...record, ...record.attributes }
      : record;
  const names = new Set(Object.keys(inner).map(snakeCase));
  const kind = record.kind ?? record.type;
  if (
    typeof kind === 'string' &&
    /^(?:runbook|playbook|document|service|component|api|system|group|user|location|template|resource)$/i.test(
      kind,
    )
  )
    return other(`holds a ${kind.toLowerCase()}, not incidents`);
  const titled = has(names, 'title') || has(names, 'summary');
  const told = TELLING.filter((meaning) => has(names, meaning)).length;
  if (OTHER_MARKS.some((mark) => names.has(mark)) && told < 2) return other('holds no incidents');
  if (
    [...names].every((name) => DOCUMENT_FIELDS.has(name)) &&
    (names.has('text') || names.has('body') || names.has('content'))
  )
    return other('looks like documents; use --as documents, or --as incidents if they are incidents');
  if (titled && !hasEvidence(inner) && !isBareTitle(inner))
    return { reason: 'tells of no incident: no time, duration, severity, status or text', isOther: false };
  return titled ? null : { reason: 'has no title, name, summary or description', isOther: false };
}
