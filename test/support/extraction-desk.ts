import { newId, type Uuid } from '../../src/core/ids.ts';
import type { Db } from '../../src/db/db.ts';
import { createPatternExtraction, type ExtractionSettings } from '../../src/jobs/extract-patterns.ts';
import { openPatternThread, type PatternThread } from '../../src/patterns/thread/open-pattern-thread.ts';
import { requestExtraction } from '../../src/store/pattern-extractions.ts';
import { runQuery } from '../../src/store/query.ts';

/** Settings under which nothing ends by itself. */
export const patientSettings: ExtractionSettings = {
  leaseMs: 60_000,
  afterExtraction: () => Promise.resolve(),
  onError: () => {},
};

export const openTestThread = (): PatternThread =>
  openPatternThread({ timeoutMs: 60_000, memoryMib: 512, idleMs: 60_000 });

/** A pattern as a test looks at it. */
interface SeenPattern {
  readonly id: Uuid;
  /** External ids in order. */
  readonly members: readonly string[];
}

/** What a test does with the patterns of a tenant. */
export function extractionDesk(
  db: Db,
  thread: PatternThread,
  settings: ExtractionSettings = patientSettings,
) {
  const extraction = createPatternExtraction(db, thread, settings);
  const rows = (tenantId: Uuid, sql: string, params: readonly unknown[] = []) =>
    db.transaction({ tenantId }, (tx) => tx.query(sql, [tenantId, ...params]));
  const never = new AbortController().signal;
  return {
    extraction,
    rows,
    extract: (tenantId: Uuid) => extraction.of(tenantId, never),
    /** Compares all, whether anything has changed or not. */
    async extractAgain(tenantId: Uuid) {
      await runQuery(db, { tenantId }, requestExtraction(tenantId));
      return extraction.of(tenantId, never);
    },
    /** Standing patterns, by their first member. */
    async patterns(tenantId: Uuid): Promise<SeenPattern[]> {
      const seen = await rows(
        tenantId,
        `select p.id, array_agg(i.external_id order by i.external_id) as members from patterns p
         join pattern_members m on m.tenant_id = p.tenant_id and m.pattern_id = p.id
         join incidents i on i.tenant_id = m.tenant_id and i.id = m.incident_id
         where p.tenant_id = $1 and p.dismissed_at is null and p.merged_into is null and p.vanished_at is null
         group by p.id order by min(i.external_id)`,
      );
      return seen as unknown as SeenPattern[];
    },
    /** Everything that is stored of a tenant's patterns. */
    async everything(tenantId: Uuid): Promise<string> {
      const tables = [
        'patterns',
        'pattern_members',
        'pattern_pins',
        'pattern_changes',
        'pattern_terms',
        'incident_signatures',
      ];
      const stored: unknown[] = [];
      for (const table of tables)
        stored.push(
          await rows(tenantId, `select t::text as row from ${table} t where tenant_id = $1 order by 1`),
        );
      return JSON.stringify(stored);
    },
    async incident(tenantId: Uuid, externalId: string): Promise<Uuid> {
      const [row] = await rows(
        tenantId,
        'select id from incidents where tenant_id = $1 and external_id = $2',
        [externalId],
      );
      return String(row?.id);
    },
    /** What a person's decision leaves: a pin and its entry in the audit. */
    async pin(tenantId: Uuid, incidentId: Uuid, patternId: Uuid, place: 'in' | 'out') {
      await rows(
        tenantId,
        "insert into pattern_pins (tenant_id, incident_id, pattern_id, place, actor) values ($1, $2, $3, $4, 'somebody')",
        [incidentId, patternId, place],
      );
      await rows(
        tenantId,
        "insert into pattern_changes (tenant_id, id, pattern_id, kind, actor) values ($1, $2, $3, 'feedback', 'somebody')",
        [newId(), patternId],
      );
    },
  };
}
