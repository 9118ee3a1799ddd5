/** What a text may hold that not everybody gets to see, as it is written in the configuration. */
export const SENSITIVE_KINDS = ['secrets', 'emails', 'cards', 'phones', 'ips'] as const;

export type SensitiveKind = (typeof SENSITIVE_KINDS)[number];
