import type { Uuid } from '../core/ids.ts';
import { refreshInsights } from '../insights/refresh-insights.ts';
import type { Parley } from '../parley.ts';
import { countPatterns } from '../store/patterns.ts';
import { runQuery } from '../store/query.ts';

/** What a tenant has after an extraction. */
export interface FoundPatterns {
  readonly count: number;
  /** Of them, those that were not there before. */
  readonly found: number;
}

/** Extracts a tenant's patterns where that is owed, and works out its insights; null where it is not, or another process is at it. */
export async function extractInStore(
  { db, extractPatterns }: Parley,
  tenantId: Uuid,
): Promise<FoundPatterns | null> {
  const outcome = await extractPatterns(tenantId);
  if (outcome === null) return null;
  await refreshInsights(db, tenantId, new Date());
  return { count: await runQuery(db, { tenantId }, countPatterns(tenantId, {})), found: outcome.found };
}

export const sayPatterns = ({ count, found }: FoundPatterns): string => `patterns: ${count} (${found} new)`;
