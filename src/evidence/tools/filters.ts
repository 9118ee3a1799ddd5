import { z } from 'zod';
import { anySubject, type Stated, type Subject } from '../../analyst/plan/plan.ts';
import { sayMention } from '../../analyst/plan/read-mentions.ts';
import { readWords } from '../../analyst/read/words.ts';
import { sayLabels } from '../../analyst/vocabulary/say-label.ts';
import type { Vocabulary } from '../../analyst/vocabulary/tenant-vocabulary.ts';
import type { AnswerRequest } from '../../models/answerer.ts';
import type { LabelCondition } from '../../store/incident-selection.ts';
import { given } from './define-tool.ts';
import { labelsCalled, valuesCalled } from './known-names.ts';
import { readWindow } from './read-window.ts';
import type { ToolParts } from './tool-parts.ts';

const name = () => z.string().max(200).optional();

/** What incidents are narrowed to; all conditions hold together. */
export const filterFields = {
  from: z
    .string()
    .max(40)
    .optional()
    .describe('Only incidents that started at or after this day, UTC: 2021-06-01.'),
  to: z
    .string()
    .max(40)
    .optional()
    .describe('Only incidents that started before this day, itself left out: 2021-07-01 ends June.'),
  service: name().describe('Name of a service, as the records have it.'),
  severity: name().describe('A severity, as the records have it.'),
  status: name().describe('A status, as the records have it; or "open".'),
  label_name: name().describe('Any other field of the records, such as team or category.'),
  label_value: name().describe('What that field holds. Left out: any value.'),
  words: name().describe('A phrase that stands word by word in the text of the incident.'),
};

export type Filters = z.infer<z.ZodObject<typeof filterFields>>;

/** What the tenant's records call things, and what the filters name of fields that have too many values to hold. */
export const vocabularyFor = (
  { service, severity, status, label_value }: Filters,
  { context, knowledgeVersion }: AnswerRequest,
  { vocabularies }: ToolParts,
): Promise<Vocabulary> => {
  const named = [service, severity, status, label_value].join(' . ');
  return vocabularies.forQuestion(context.tenantId, knowledgeVersion, readWords(named));
};

const NAMED_FIELDS = ['service', 'severity', 'status'] as const;

/** The filters as the subject of a plan. Throws `invalid_input` for a name that the tenant's records do not have. */
export function readSubject(filters: Filters, vocabulary: Vocabulary): Subject {
  const labels: Stated<LabelCondition>[] = NAMED_FIELDS.flatMap((field) => {
    const value = given(filters[field]);
    return value === undefined
      ? []
      : [labelCondition(value, labelsCalled(field, vocabulary, field), vocabulary, field)];
  });
  const label = given(filters.label_name);
  const value = given(filters.label_value);
  const names = label === undefined ? [] : labelsCalled(label, vocabulary, 'label_name');
  if (value !== undefined) labels.push(labelCondition(value, names, vocabulary, 'label_value'));
  const isRecorded = {
    condition: { field: { label: names }, present: true },
    text: `with a recorded ${sayLabels(names)}`,
  };
  const words = given(filters.words);
  const mention = { phrases: [words ?? ''], within: 'anywhere' } as const;
  return {
    ...anySubject,
    window: readWindow(filters),
    labels,
    presence: label !== undefined && value === undefined ? [isRecorded] : [],
    mentions: words === undefined ? [] : [{ condition: mention, text: sayMention(mention) }],
  };
}

/** Stated as the analyst states it. */
function labelCondition(
  written: string,
  labels: readonly string[],
  vocabulary: Vocabulary,
  field: string,
): Stated<LabelCondition> {
  const values = valuesCalled(written, labels, vocabulary, field);
  const distinct = (texts: readonly string[]): string[] => [...new Set(texts)];
  const names = distinct(values.map((each) => each.name));
  return {
    condition: { names, valueKeys: distinct(values.map((each) => each.valueKey)), negated: false },
    text: `${sayLabels(names)} ${distinct(values.map((each) => each.value)).join(' / ')}`,
  };
}
