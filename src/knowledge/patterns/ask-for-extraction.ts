import type { Context } from '../../core/context.ts';
import type { Db } from '../../db/db.ts';
import { requestExtraction } from '../../store/pattern-extractions.ts';
import { runQuery } from '../../store/query.ts';
import { type ExtractionView, viewExtraction } from './get-extraction.ts';
import { requirePatternWriter } from './pattern-access.ts';

/** Has the tenant's incidents compared anew in the background, whether they have changed or not. Throws `forbidden`. */
export async function askForExtraction(db: Db, context: Context): Promise<ExtractionView> {
  requirePatternWriter(context);
  const { tenantId } = context;
  await runQuery(db, { tenantId }, requestExtraction(tenantId));
  return viewExtraction(db, tenantId);
}
