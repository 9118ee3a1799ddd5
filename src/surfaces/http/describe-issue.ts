import type { z } from 'zod';

const UNIT: Readonly<Record<string, string>> = {
  string: 'characters',
  array: 'entries',
  set: 'entries',
  object: 'fields',
};

/** What is wrong with a field, to stand behind its name: `must be a string`, `must have at most 8000 characters`. */
export function describeIssue(issue: z.core.$ZodRawIssue): string {
  if (issue.code === 'invalid_type' && issue.expected === 'object' && !issue.path?.length)
    return 'must be a JSON object';
  if (issue.code === 'invalid_type')
    return issue.input === undefined ? 'is missing' : `must be ${withArticle(issue.expected)}`;
  if (issue.code === 'invalid_value') return `must be ${issue.values.map(String).join(' or ')}`;
  if (issue.code === 'too_small') return bound(issue.origin, 'at least', issue.minimum, issue.inclusive);
  if (issue.code === 'too_big') return bound(issue.origin, 'at most', issue.maximum, issue.inclusive);
  if (issue.code === 'invalid_format') return `must be written like ${issue.pattern ?? `a ${issue.format}`}`;
  if (issue.code === 'invalid_union') return 'has a value that is not known';
  return 'is not valid';
}

function bound(origin: string, words: string, limit: number | bigint, inclusive = true): string {
  const unit = UNIT[origin];
  if (unit === undefined)
    return inclusive
      ? `must be ${words} ${limit}`
      : `must be ${words === 'at least' ? 'more than' : 'less than'} ${limit}`;
  if (words === 'at least' && Number(limit) === 1) return 'must not be empty';
  return `must have ${words} ${limit} ${unit}`;
}

const withArticle = (type: string): string => {
  const name = { int: 'whole number', record: 'object' }[type] ?? type;
  return `${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`;
};
