/** What sets failures off, and the words that tell it, in lower case. */
const KINDS: readonly (readonly [kind: string, told: RegExp])[] = [
  [
    'certificate',
    /\b(?:certificates?|certs?|tls|ssl)\b[^.\n]{0,80}\b(?:expir\w*|renew\w*|lapsed?|invalid|ran out)|\bexpir\w*\b[^.\n]{0,60}\b(?:certificates?|certs?)\b/,
  ],
  [
    'security',
    /\b(?:attack(?:er|ed|s)?|malicious|compromised|breach|vulnerabilit\w+|exploit\w*|ddos|botnet|credential stuffing|scrapers?)\b/,
  ],
  [
    'deploy',
    /\b(?:deploy\w*|re-?deploy\w*|roll-?outs?|rolled out|rolling out|releas(?:e|es|ed|ing)|upgrad\w*|version (?:bump|update)s?|bump(?:ed|s)?|migrat\w*|new version|helm chart|maintenance)\b/,
  ],
  [
    'capacity',
    /\b(?:out of (?:memory|disk|space|connections)|oom\w*|memory (?:leak|pressure|limit|exhaust\w*)|disk (?:is |was )?full|full disk|no space left|traffic (?:peak|spike|surge)|spikes?|surge|peak|exhaust\w*|saturat\w*|overload\w*|quota|too many (?:connections|requests)|capacity|starvation|high (?:cpu|memory|load)|load increased|scale-out)\b/,
  ],
  [
    'configuration',
    /\b(?:mis-?config\w*|configur\w*|config|settings?|parameters?|terraform|(?:toggle|flag)\b[^.\n]{0,40}\b(?:switched|turned|flipped|enabled)|polic(?:y|ies)|firewall|security group|dns record|(?:routing|ingress|traefik|alert) rules?)\b/,
  ],
  [
    'dependency',
    /\b(?:third[- ]party|vendors?|suppliers?|upstream|payment provider|cloud provider|(?:outage|incident|maintenance|failure|problem) (?:at|of|in|with) (?:the |our )?(?:provider|aws|azure|gcp|google|cloudflare|stripe|github)|provider'?s? (?:outage|incident)|(?:aws|azure|gcp|cloudflare) outage)\b/,
  ],
  [
    'human',
    /\b(?:human error|by mistake|mistakenly|accidental(?:ly)?|typo|by accident|wrong (?:environment|cluster|command|button)|manual(?:ly)? (?:change|changed|deleted|command)|unintentional\w*)\b/,
  ],
  [
    'hardware',
    /\b(?:power (?:outage|loss|failure)|lost power|hardware|disk fail\w*|drive died|(?:fibre|fiber|cable) cut|kernel panic|air conditioning|network (?:partition|loss|outage))\b/,
  ],
  [
    'data',
    /\b(?:malformed|corrupt\w*|poison message|bad data|invalid (?:data|record|file)|price list|bulk (?:update|upload|import)|import of)\b/,
  ],
];

/** What an incident says of what set it off. */
export interface TriggerTexts {
  readonly trigger: string | null;
  readonly rootCause: string | null;
  readonly title: string;
  readonly summary: string | null;
}

/**
 * Kinds of what set an incident off: those that its trigger tells; where it has none or tells no kind, its root cause;
 * else its title and summary. A text may tell several.
 */
export function triggerKindsOf({ trigger, rootCause, title, summary }: TriggerTexts): string[] {
  for (const text of [trigger, rootCause, `${title}\n${summary ?? ''}`]) {
    const lower = (text ?? '').slice(0, 10_000).toLowerCase();
    const kinds = KINDS.filter(([, told]) => told.test(lower)).map(([kind]) => kind);
    if (kinds.length > 0) return kinds;
  }
  return [];
}
