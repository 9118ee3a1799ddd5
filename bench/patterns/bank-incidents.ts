import { numbers } from '../support/made-history.ts';

const COMPONENTS = [
  ...['ledger', 'card-auth', 'kyc', 'statement-generator', 'fraud-scoring', 'fx-rates', 'loan-origination'],
  ...['atm-switch', 'sepa-gateway', 'mobile-bff', 'notification-hub', 'document-vault'],
];

/** Ways to fail: titles, causes, triggers, `{c}` for the component. */
const FAILURES: readonly (readonly [
  titles: readonly string[],
  causes: readonly string[],
  triggers: readonly string[],
])[] = [
  [
    ['{c} out of memory', 'OOM kills in {c}', '{c} pods restarted, memory exhausted'],
    ['Unbounded cache in {c} grew until the container limit', 'Memory leak in the {c} serializer'],
    ['Month-end load', 'Batch size doubled'],
  ],
  [
    ['{c} certificate expired', 'TLS failure calling {c}', 'mTLS handshake errors on {c}'],
    [
      'The client certificate of {c} ran out and was not rotated',
      'Certificate rotation job for {c} had been disabled',
    ],
    ['Certificate expiry'],
  ],
  [
    ['Deadlocks in {c} database', '{c} transactions rolled back by deadlock', 'Lock contention slows {c}'],
    ['Two code paths of {c} lock rows in opposite order', 'Missing index made {c} lock whole table'],
    ['New release of {c}', 'Nightly batch overlaps with day processing'],
  ],
  [
    ['{c} returns 504', 'Timeouts from {c}', '{c} slow, callers time out'],
    ['Thread pool of {c} too small for slow downstream', 'Connection pool of {c} starved'],
    ['Downstream slowness', 'Traffic peak'],
  ],
  [
    ['Wrong feature toggle in {c}', '{c} behaved in test mode', '{c} misconfigured after rollout'],
    ['Config map of {c} carried a staging value', 'Environment variable of {c} missing'],
    ['Config deploy'],
  ],
];
const USED = 0.75;
const MOST_FAMILIES = 45;

/** What a made-up bank tells of an incident; each family is one way to fail of one component. */
export interface BankIncident {
  readonly family: string;
  readonly title: string;
  readonly rootCause: string;
  readonly trigger: string;
  readonly summary: string;
  readonly services: readonly string[];
}

/** 45 families of 2 to 13 incidents: the same component fails in several ways, and others fail in the same ways. */
export function bankIncidents(): BankIncident[] {
  const next = numbers(5);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;
  return COMPONENTS.flatMap((component) => FAILURES.map((failure) => ({ component, failure })))
    .filter(() => next() < USED)
    .slice(0, MOST_FAMILIES)
    .flatMap(({ component, failure: [titles, causes, triggers] }, family) =>
      Array.from({ length: 2 + Math.floor(next() * 12) }, () => ({
        family: String(family),
        title: pick(titles).replaceAll('{c}', component),
        rootCause: pick(causes).replaceAll('{c}', component),
        trigger: pick(triggers).replaceAll('{c}', component),
        summary: `${pick(['Customers', 'Branches', 'Partners'])} were affected for ${Math.floor(next() * 200)} minutes.`,
        services: [component],
      })),
    );
}
