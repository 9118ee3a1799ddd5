/** Statuses that end an incident's life, by the first letters of their words. Every other status is an open one. */
const ENDED = /^(resolv|clos|complet|fixed|done|post|mitigat|cancel|declin|merg|learn)/i;

export const isEnded = (status: string): boolean => ENDED.test(status.trim());

/** Phrases for incidents that are not over. */
export const openPhrases: readonly string[] = [
  'open',
  'still open',
  'unresolved',
  'not resolved',
  'not resolved yet',
  'not been resolved',
  'not yet resolved',
  'not closed',
  'not fixed',
  'ongoing',
  'still ongoing',
  'active',
  'still active',
  'in progress',
];
