import type { Subject } from '../plan/plan.ts';

/** The conditions of a subject after the noun: " in 2021 (…) with category Kubernetes and lasting over 2 hours". */
export function saySubject(subject: Subject): string {
  const labels = subject.labels.map(({ condition, text }) =>
    condition.negated ? text.replace(/^not /, 'not with ') : `with ${text}`,
  );
  const rest = [...labels, ...subject.mentions, ...subject.numbers, ...subject.presence].map((part) =>
    typeof part === 'string' ? part : part.text,
  );
  if (subject.weekdays) rest.push(subject.weekdays.text);
  if (subject.ids) rest.unshift(subject.ids.text);
  if (subject.pattern) rest.unshift(subject.pattern.text);
  const window = subject.window ? ` ${subject.window.text}` : '';
  return `${rest.length > 0 ? ` ${rest.join(' and ')}` : ''}${window}`;
}
