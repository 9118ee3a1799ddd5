/** Incidents of one kind, each told in other words; `number` from 0 on. */
export interface FailureRecord {
  readonly id: string;
  readonly title: string;
  readonly started_at: string;
  readonly services?: readonly string[];
  readonly summary: string;
  readonly root_cause?: string;
  readonly trigger?: string;
  readonly resolution?: string;
}

const at = (number: number): string => new Date(Date.UTC(2025, 0, 1 + number, 9)).toISOString();

const POOL_TITLES = [
  'Checkout cannot get a database connection',
  'Connection pool of checkout exhausted',
  'Too many connections from checkout',
];
const POOL_CAUSES = [
  'Leaked connections: checkout never gave them back to the pool.',
  'A slow report held every connection of the pool.',
];

/** The connection pool of checkout runs dry. */
export const poolFailure = (number: number): FailureRecord => ({
  id: `pool-${number}`,
  title: POOL_TITLES[number % POOL_TITLES.length] ?? '',
  started_at: at(number),
  services: ['checkout'],
  summary: 'Orders failed because no database connection was left in the pool.',
  root_cause: POOL_CAUSES[number % POOL_CAUSES.length] ?? '',
  trigger: 'Deploy of checkout with more replicas',
  resolution: 'Rolled back and restarted the checkout pods.',
});

const CERTIFICATE_TITLES = [
  'TLS certificate of the mail relay expired',
  'Mail relay refuses connections: certificate no longer valid',
];

/** The certificate of the mail relay expires. */
export const certificateFailure = (number: number): FailureRecord => ({
  id: `certificate-${number}`,
  title: CERTIFICATE_TITLES[number % CERTIFICATE_TITLES.length] ?? '',
  started_at: at(40 + number),
  services: ['mail-relay'],
  summary: 'Clients refused the handshake, because the certificate had expired.',
  root_cause: 'The renewal of the certificate had failed for weeks without anybody noticing.',
  trigger: 'The certificate expired',
  resolution: 'A new certificate was installed.',
});

const ALONE: readonly (readonly [title: string, summary: string])[] = [
  ['Barcode scanners reboot', 'Scanners in the warehouse rebooted every ten minutes after a new firmware.'],
  ['Vouchers valid for everyone', 'A personal voucher code was shared and redeemed nine hundred times.'],
  [
    'Wrong size chart for shoes',
    'British sizes were displayed as European ones after an editor swapped them.',
  ],
  ['Robot arm stops in hall three', 'Picking stood still, because dust covered a light barrier.'],
];

/** Failures that have nothing to do with each other. */
export const lonelyFailures = (): FailureRecord[] =>
  ALONE.map(([title, summary], number) => ({
    ...{ id: `alone-${number}`, title, summary },
    started_at: at(80 + number),
  }));
