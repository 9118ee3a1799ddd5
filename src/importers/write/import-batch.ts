import type { Uuid } from '../../core/ids.ts';
import type { IncidentRecord } from '../../core/incident.ts';
import type { Db } from '../../db/db.ts';
import { incidentIdOf } from '../../knowledge/incident-identity.ts';
import { ANALYZE_INCIDENTS, VACUUM_FACTS } from '../../store/incident-writes.ts';
import type { ImportLimits } from '../import-limits.ts';
import type { ReportBuilder } from '../import-report.ts';
import { type BatchRecord, writeBatch } from './write-batch.ts';

const MAX_RECORDS = 250;
const MAX_CHARACTERS = 2_000_000;
/** Ids of one import that are remembered to tell of twins. */
const MAX_REMEMBERED = 1_000_000;

/** Statistics are renewed after the first batch and whenever the import has grown by this factor. */
const ANALYSIS_GROWTH = 10;

/** After this many records the tables that counts read are vacuumed, so that their indexes alone can answer. */
const LARGE_IMPORT = 1_000;

/** Gathers records and writes them in batches; the next batch is read while the one before is written. */
export class ImportBatch {
  readonly #db: Db;
  readonly #tenantId: Uuid;
  readonly #report: ReportBuilder;
  readonly #limits: ImportLimits;
  readonly #seen = new Map<Uuid, string>();
  #records = new Map<Uuid, BatchRecord>();
  #externalIds = new Map<string, Uuid>();
  #characters = 0;
  #writing: Promise<void> = Promise.resolve();
  #written = 0;
  #nextAnalysis = 1;

  constructor(db: Db, tenantId: Uuid, report: ReportBuilder, limits: ImportLimits) {
    this.#db = db;
    this.#tenantId = tenantId;
    this.#report = report;
    this.#limits = limits;
  }

  get size(): number {
    return this.#records.size;
  }

  async add(from: BatchRecord, warnings: readonly string[]): Promise<void> {
    const { file, line, record } = from;
    const labels = countLabels(record);
    if (labels > this.#limits.maxLabels) {
      this.#report.reject(
        file,
        line,
        `has ${labels} label values, more than the limit of ${this.#limits.maxLabels}`,
      );
      return;
    }
    for (const warning of warnings) this.#report.warn(file, line, warning);
    const id = incidentIdOf(this.#tenantId, record);
    this.#tellTwins(from, id);
    const owner = this.#externalIds.get(record.externalId);
    if (owner !== undefined && owner !== id) await this.#flush();
    this.#records.set(id, from);
    this.#externalIds.set(record.externalId, id);
    this.#characters += record.fullText.length;
    if (this.#records.size >= MAX_RECORDS || this.#characters >= MAX_CHARACTERS) await this.#flush();
  }

  /** Writes what is left; rejects when a batch could not be written. */
  async finish(): Promise<void> {
    await this.#flush();
    await this.#writing;
    if (this.#written >= LARGE_IMPORT) await this.#db.maintain(VACUUM_FACTS);
  }

  #tellTwins({ file, line, record }: BatchRecord, id: Uuid): void {
    const place = line === null ? file : `${file}:${line}`;
    const before = this.#seen.get(id);
    if (before !== undefined)
      this.#report.warn(file, line, `${record.externalId} was already in ${before}; the later one counts`);
    if (this.#seen.size < MAX_REMEMBERED) this.#seen.set(id, place);
  }

  async #flush(): Promise<void> {
    const records = [...this.#records.values()];
    this.#records = new Map();
    this.#externalIds = new Map();
    this.#characters = 0;
    await this.#writing;
    if (records.length === 0) return;
    this.#writing = this.#write(records);
    // Whoever waits next is told of a failure; until then it must not count as unhandled.
    this.#writing.catch(() => {});
  }

  async #write(records: readonly BatchRecord[]): Promise<void> {
    const outcome = await writeBatch(this.#db, this.#tenantId, records);
    for (const name of ['added', 'changed', 'unchanged'] as const) this.#report.count(name, outcome[name]);
    this.#written += outcome.added;
    if (this.#written >= this.#nextAnalysis) {
      this.#nextAnalysis = this.#written * ANALYSIS_GROWTH;
      await this.#db.maintain(ANALYZE_INCIDENTS);
    }
    for (const { from, reason } of outcome.rejected) this.#report.reject(from.file, from.line, reason);
  }
}

function countLabels(record: IncidentRecord): number {
  return (
    record.services.length + Object.values(record.labels).reduce((sum, values) => sum + values.length, 0)
  );
}
