const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\bprl_[A-Za-z0-9_]{8,}/g, 'prl_[masked]'],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '[masked token]'],
  [/\b(Bearer|Basic)\s+\S+/gi, '$1 [masked]'],
  [/(:\/\/[^\s:/@]*):[^\s@]+@/g, '$1:[masked]@'],
];

/** The text without API keys, JWTs, authorization headers and passwords in URLs. */
export function maskSecrets(text: string): string {
  return SECRETS.reduce((masked, [pattern, replacement]) => masked.replace(pattern, replacement), text);
}
