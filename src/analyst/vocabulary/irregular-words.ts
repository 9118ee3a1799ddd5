/** Forms that the stemmer keeps apart, under the form that stands for them. */
const FORMS: Readonly<Record<string, string>> = {
  lose: 'lost loses losing loss losses',
  break: 'broke broken',
  freeze: 'froze frozen',
  steal: 'stole stolen',
  leave: 'left',
  lead: 'led',
  send: 'sent',
  fall: 'fell fallen',
  run: 'ran',
  rise: 'rose risen',
  grow: 'grew grown',
  write: 'wrote written',
  build: 'built',
  choose: 'chose chosen',
  fail: 'failure failures',
  delete: 'deletion deletions',
  expire: 'expiry expiries expiration expirations',
  leak: 'leakage',
  spend: 'spent',
  throw: 'threw thrown',
  overwrite: 'overwrote overwritten',
  shake: 'shook shaken',
};

/** Irregular form to the form that stands for it. */
export const irregularWords: ReadonlyMap<string, string> = new Map(
  Object.entries(FORMS).flatMap(([word, forms]) => forms.split(' ').map((form) => [form, word] as const)),
);
