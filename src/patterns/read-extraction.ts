import type { Uuid } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import { type ExtractionState, selectExtractionState } from '../store/pattern-extractions.ts';
import { runQuery } from '../store/query.ts';
import { SIGNATURE_METHOD } from './signature/incident-signature.ts';

/** How far the patterns of a tenant are, by the way of making signatures that is in force. */
export const readExtraction = (db: Db, tenantId: Uuid): Promise<ExtractionState> =>
  runQuery(db, { tenantId }, selectExtractionState(tenantId, SIGNATURE_METHOD));
