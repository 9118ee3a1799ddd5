/** Statuses of an incident that is not over, by the first letters of their words. */
const OPEN =
  /^(open|trigger|acknowledg|investigat|identif|monitor|in.?progress|ongoing|active|new|pending|started|assigned|unresolved|escalat|work)/i;

/** Statuses that end an incident's life. */
const ENDED = /^(resolv|clos|complet|fixed|done|post.?mortem|final|cancel|declin|finish)/i;

export const isOpen = (status: string): boolean => OPEN.test(status.trim());
export const isEnded = (status: string): boolean => ENDED.test(status.trim());

/** Phrases for incidents that are not over. */
export const openPhrases: readonly string[] = [
  'open',
  'still open',
  'unresolved',
  'not resolved',
  'not resolved yet',
  'not yet resolved',
  'not been resolved',
  'not closed',
  'not fixed',
  'ongoing',
  'still ongoing',
  'active',
  'still active',
  'in progress',
  'broken right now',
  'down right now',
  'broken now',
  'down now',
  'currently broken',
  'currently down',
].flatMap((phrase) => ['', 'is ', 'are ', 'was ', 'were ', 'have '].map((verb) => `${verb}${phrase}`));

/** Phrases for incidents that are over; with their verb, because "how was it resolved" asks something else. */
export const endedPhrases: readonly string[] = [
  'are resolved',
  'are closed',
  'are over',
  'are already resolved',
  'have been resolved',
  'have been closed',
];
