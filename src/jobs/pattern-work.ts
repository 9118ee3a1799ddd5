import type { Config } from '../config/settings.ts';
import type { Uuid } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import { openPatternThread } from '../patterns/thread/open-pattern-thread.ts';
import { refreshRunbooks } from '../runbooks/refresh-runbooks.ts';
import { makeInsightsDue } from '../store/insights.ts';
import { runQuery } from '../store/query.ts';
import type { Logger } from '../telemetry/logger.ts';
import { createPatternExtraction, type ExtractionOutcome } from './extract-patterns.ts';
import { startWorkLoop, type WorkLoop } from './work-loop.ts';
import { startInsightWork } from './work-out-insights.ts';

/** The extraction of patterns, and of the runbooks and insights that follow from them, by this process. */
export interface PatternWork {
  /** Extracts a tenant's patterns at once, for whoever waits; null where nothing is owed or another process is at it. */
  extract(tenantId: Uuid): Promise<ExtractionOutcome | null>;
  /** Begins to extract in the background. */
  start(): void;
  /** There are new incidents, or somebody asked for an extraction. */
  wake(): void;
  close(): Promise<void>;
}

interface Parts {
  readonly db: Db;
  readonly config: Config;
  readonly logger: Logger;
}

/** Incidents that other processes took in are found within this time. */
const IDLE_MS = 5_000;
const THREAD = { timeoutMs: 10 * 60_000, memoryMib: 2_048, idleMs: 10 * 60_000 };

export function openPatternWork({ db, config, logger }: Parts): PatternWork {
  const thread = openPatternThread(THREAD);
  const loops: WorkLoop[] = [];
  const extraction = createPatternExtraction(db, thread, {
    leaseMs: config.documentLeaseMs,
    async afterExtraction(tenantId, changedPatternIds) {
      await refreshRunbooks(db, tenantId, changedPatternIds);
      // They look at the whole history: whoever waits for the patterns does not wait for them.
      await runQuery(db, { tenantId }, makeInsightsDue(tenantId));
      loops[1]?.wake();
    },
    onError: (err) => logger.warn({ err }, 'what follows an extraction of patterns failed'),
  });
  const stopping = new AbortController();
  return {
    extract: (tenantId) => extraction.of(tenantId, stopping.signal),
    start() {
      loops.push(
        startWorkLoop({
          work: extraction.next,
          idleMs: IDLE_MS,
          onError: (err) => logger.warn({ err }, 'patterns could not be extracted'),
        }),
        startInsightWork({
          db,
          everyMs: config.insightsEveryMs,
          onError: (err) => logger.warn({ err }, 'insights could not be worked out'),
        }),
      );
    },
    wake: () => loops[0]?.wake(),
    async close() {
      stopping.abort();
      await Promise.all(loops.map((loop) => loop.close()));
      await thread.close();
    },
  };
}
