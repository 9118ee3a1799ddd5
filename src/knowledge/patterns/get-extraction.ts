import type { Context } from '../../core/context.ts';
import type { Uuid } from '../../core/ids.ts';
import type { Db } from '../../db/db.ts';
import { readExtraction } from '../../patterns/read-extraction.ts';
import type { ExtractionState } from '../../store/pattern-extractions.ts';
import { countPatterns } from '../../store/patterns.ts';
import { runQuery } from '../../store/query.ts';
import { requirePatternReader } from './pattern-access.ts';

/** How far the tenant's incidents have been compared, and how many patterns lists show now. */
export type ExtractionView = ExtractionState & { readonly patterns: number };

/** Throws `forbidden`. */
export async function getExtraction(db: Db, context: Context): Promise<ExtractionView> {
  requirePatternReader(context);
  return viewExtraction(db, context.tenantId);
}

/** The same for whoever was let in already. */
export async function viewExtraction(db: Db, tenantId: Uuid): Promise<ExtractionView> {
  const [state, patterns] = await Promise.all([
    readExtraction(db, tenantId),
    runQuery(db, { tenantId }, countPatterns(tenantId, {})),
  ]);
  return { ...state, patterns };
}
