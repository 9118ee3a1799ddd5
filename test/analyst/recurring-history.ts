import { newId, type Uuid } from '../../src/core/ids.ts';
import type { Db } from '../../src/db/db.ts';
import { selectIncidentId } from '../../src/store/incident-reference.ts';
import { runQuery } from '../../src/store/query.ts';
import { importRecords } from '../support/import-history.ts';
import { type MadePattern, newPattern } from '../support/new-pattern.ts';
import { newTenant } from '../support/new-tenant.ts';

const expired = (id: string, day: string, more: object) => ({
  id,
  title: `Gateway certificate expired, requests refused (${day})`,
  started_at: `${day}T08:00:00Z`,
  service: 'edge-gateway',
  severity: 'SEV1',
  summary: 'Clients saw x509: certificate has expired or is not yet valid on every call.',
  ...more,
});

const pool = (id: string, day: string, more: object) => ({
  id,
  title: `Connection pool exhausted on orders (${day})`,
  started_at: `${day}T10:00:00Z`,
  service: 'orders-api',
  severity: 'SEV2',
  summary: 'Orders answered ERR_POOL_TIMEOUT because all database connections were taken.',
  ...more,
});

/** Incidents of 2025 and 2026, as rows of a JSONL file; asked on 2026-11-20 at 12:00 UTC. */
const RECORDS: readonly object[] = [
  expired('INC-12', '2025-02-10', {
    root_cause: 'The renewal job had no permission to write the secret.',
    resolution: 'A certificate was issued by hand.',
    duration_minutes: 60,
  }),
  expired('INC-18', '2025-08-03', { resolution: 'The renewal was run by hand.', duration_minutes: 90 }),
  expired('INC-25', '2026-01-15', {
    root_cause: 'The renewal job was switched off in the spring cleaning.',
    duration_minutes: 30,
  }),
  expired('INC-31', '2026-06-20', {
    root_cause: 'The renewal job crashed on a full disk.',
    resolution: 'Space was freed and the renewal job started again.',
    service: ['edge-gateway', 'mobile-api'],
  }),
  expired('INC-40', '2026-09-14', {
    resolution: 'The certificate was renewed and the gateway restarted.',
    duration_minutes: 45,
  }),
  expired('INC-44', '2026-11-02', {
    root_cause: 'Nobody had moved the gateway to the new issuer.',
    resolution: 'The gateway was moved to the new issuer.',
    action_items: ['Alert 14 days before a certificate ends', 'Drill the renewal every quarter'],
    lessons: 'A renewal that nobody watches is no renewal.',
    duration_minutes: 75,
  }),
  pool('INC-20', '2025-09-01', { resolution: 'Release v4.2 was rolled back.', duration_minutes: 40 }),
  pool('INC-27', '2026-03-05', {
    trigger: 'Release v4.6 opened twice the connections.',
    resolution: 'The pool size was set back to 20.',
    duration_minutes: 20,
  }),
  pool('INC-37', '2026-08-30', {
    trigger: 'Release v4.9 leaked connections.',
    resolution: 'Release v4.9 was rolled back.',
    action_items: ['Load-test the pool before each release'],
    duration_minutes: 50,
  }),
  {
    id: 'INC-15',
    title: 'Certificate of the partner API rejected in Oslo',
    started_at: '2025-05-05T09:00:00Z',
    service: 'partner-api',
    root_cause: 'The partner had changed its certificate authority.',
  },
  {
    id: 'INC-33',
    title: 'Certificate of the partner API rejected in Rome',
    started_at: '2026-07-01T09:00:00Z',
    service: 'partner-api',
    resolution: 'The new authority was trusted.',
  },
  ...['2025-03-01', '2025-06-01', '2026-02-01'].map((day, index) => ({
    id: `INC-5${index}`,
    title: `Log disk filled up on worker ${index + 1}`,
    started_at: `${day}T00:00:00Z`,
    service: 'log-shipper',
    resolution: 'Old logs were deleted.',
  })),
  {
    id: 'INC-60',
    title: 'ADFS outage',
    started_at: '2026-04-04T04:00:00Z',
    service: 'login',
    root_cause: 'A power supply failed.',
    resolution: 'The standby farm took over.',
  },
  {
    id: 'INC-61',
    title: 'Recurring billing job charged customers twice',
    started_at: '2026-05-05T05:00:00Z',
    service: 'billing',
    root_cause: 'A lock was lost.',
    resolution: 'The charges were refunded.',
  },
  {
    id: 'INC-62',
    title: 'Regex pattern crashed the parser',
    started_at: '2026-05-06T05:00:00Z',
    service: 'search',
    root_cause: 'Catastrophic backtracking.',
    summary: 'The runbook was out of date, which cost us an hour.',
  },
  { id: 'INC-63', title: 'Search results stale', started_at: '2026-10-01T05:00:00Z', service: 'search' },
];

/** What the history of `newRecurringHistory` holds, by the names that its tests use. */
export interface RecurringHistory {
  readonly tenantId: Uuid;
  readonly patterns: Readonly<Record<'gateway' | 'orders' | 'partner' | 'disks', Uuid>>;
  /** Of the external id. */
  readonly incident: (externalId: string) => Promise<Uuid>;
}

/** A new tenant with incidents, three standing patterns and a dismissed one, runbooks and insights. */
export async function newRecurringHistory(db: Db): Promise<RecurringHistory> {
  const tenantId = await newTenant(db);
  await importRecords(db, tenantId, RECORDS);
  const incident = async (externalId: string): Promise<Uuid> => {
    const id = await runQuery(db, { tenantId }, selectIncidentId(tenantId, undefined, externalId));
    if (id === undefined) throw new Error(externalId);
    return id;
  };
  const pattern = async (ids: readonly string[], made: Omit<MadePattern, 'incidentIds'>): Promise<Uuid> =>
    newPattern(db, tenantId, { ...made, incidentIds: await Promise.all(ids.map(incident)) });
  const gateway = await pattern(['INC-12', 'INC-18', 'INC-25', 'INC-31', 'INC-40', 'INC-44'], {
    title: 'Gateway certificate expired',
    confidence: 0.82,
    status: 'stable',
    services: ['edge-gateway'],
    triggers: ['certificate'],
  });
  const orders = await pattern(['INC-20', 'INC-27', 'INC-37'], {
    title: 'Connection pool exhausted on orders',
    confidence: 0.6,
    services: ['orders-api'],
    triggers: ['deploy'],
  });
  const partner = await pattern(['INC-15', 'INC-33'], {
    title: 'Certificate of the partner API rejected',
    confidence: 0.35,
    services: ['partner-api'],
  });
  const disks = await pattern(['INC-50', 'INC-51', 'INC-52'], { title: 'Log disk filled up' });
  await db.transaction({ tenantId }, (tx) =>
    tx.query('update patterns set dismissed_at = now() where tenant_id = $1::uuid and id = $2::uuid', [
      tenantId,
      disks,
    ]),
  );
  const history = { tenantId, patterns: { gateway, orders, partner, disks }, incident };
  await addRunbooks(db, history);
  await addInsights(db, history);
  return history;
}

async function addRunbooks(db: Db, { tenantId, patterns, incident }: RecurringHistory): Promise<void> {
  const steps = [
    { text: 'The certificate was renewed and the gateway restarted.', incidentId: await incident('INC-40') },
    { text: 'The gateway was moved to the new issuer.', incidentId: await incident('INC-44') },
  ];
  const brand = newId();
  const documents = [
    {
      id: newId(),
      title: 'KubePodCrashLooping',
      alerts: ['KubePodCrashLooping'],
      steps: ['Read the last log lines of the pod.', 'Look for a failing probe.'],
    },
    {
      id: newId(),
      title: 'Renewing certificates at the edge',
      alerts: ['CertificateEndsSoon'],
      steps: ['Run `certctl renew edge`.'],
    },
    { id: newId(), title: 'Cleaning log disks', alerts: [], steps: ['Delete what is older than 7 days.'] },
  ];
  await db.transaction({ tenantId }, async (tx) => {
    await tx.query(
      `insert into runbooks (tenant_id, id, pattern_id, services, steps) values
        ($1::uuid, $2::uuid, $3::uuid, '{edge-gateway}', $4::json),
        ($1::uuid, $5::uuid, $6::uuid, '{log-shipper}', '[]')`,
      [tenantId, newId(), patterns.gateway, JSON.stringify(steps), newId(), patterns.disks],
    );
    await tx.query(
      `insert into brands (tenant_id, id, key, name) values ($1::uuid, $2::uuid, 'ops', 'Operations')`,
      [tenantId, brand],
    );
    for (const { id, title, alerts, steps: texts } of documents)
      await tx.query(
        `insert into documents (tenant_id, id, brand_id, scope, external_id, kind, status, title, format, syntax, size_bytes, alerts, steps)
         values ($1::uuid, $2::uuid, $3::uuid, '', $4, 'runbook', 'ready', $4, 'markdown', 'markdown', 1, $5::text[], $6::jsonb)`,
        [
          tenantId,
          id,
          brand,
          title,
          alerts,
          JSON.stringify(texts.map((text) => ({ text, start: 0, end: 1, section: null }))),
        ],
      );
    await tx.query(
      'insert into runbook_patterns (tenant_id, document_id, pattern_id, score) values ($1::uuid, $2::uuid, $3::uuid, 0.7)',
      [tenantId, documents[1]?.id, patterns.gateway],
    );
  });
}

async function addInsights(db: Db, { tenantId, patterns, incident }: RecurringHistory): Promise<void> {
  const late = [await incident('INC-40'), await incident('INC-44')];
  const rows = [
    {
      key: 'gateway',
      category: 'reliability',
      severity: 'critical',
      title: 'Expired gateway certificates come more often',
      summary: '2 incidents in the 90 days to 2026-11-20, none in the 90 days before.',
      services: ['edge-gateway'],
      ids: late,
      pattern: patterns.gateway,
      ended: null,
    },
    {
      key: 'orders',
      category: 'performance',
      severity: 'medium',
      title: 'Orders spends 110 minutes a year on its pool',
      summary: '3 incidents with 110 minutes together.',
      services: ['orders-api'],
      ids: [await incident('INC-37')],
      pattern: patterns.orders,
      ended: null,
    },
    {
      key: 'disks',
      category: 'toil',
      severity: 'high',
      title: 'Log disks are cleaned by hand',
      summary: '3 incidents.',
      services: ['log-shipper'],
      ids: [await incident('INC-52')],
      pattern: patterns.disks,
      ended: null,
    },
    {
      key: 'gone',
      category: 'cost',
      severity: 'high',
      title: 'Search costs doubled',
      summary: 'Over.',
      services: ['search'],
      ids: [await incident('INC-63')],
      pattern: null,
      ended: '2026-10-10',
    },
  ];
  await db.transaction({ tenantId }, async (tx) => {
    for (const row of rows)
      await tx.query(
        `insert into insights (tenant_id, id, subject_key, kind, category, severity, title, summary, affected_services,
           incident_count, arithmetic, incident_ids, pattern_id, ended_at)
         values ($1::uuid, $2::uuid, $3, 'made', $4, $5, $6, $7, $8::text[], $9, '{}', $10::uuid[], $11::uuid, $12::timestamptz)`,
        [
          tenantId,
          newId(),
          row.key,
          row.category,
          row.severity,
          row.title,
          row.summary,
          row.services,
          row.ids.length,
          row.ids,
          row.pattern,
          row.ended,
        ],
      );
  });
}
