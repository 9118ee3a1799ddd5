import type { Uuid } from '../../core/ids.ts';
import type { Db } from '../../db/db.ts';
import { passageTable } from '../../store/brand-tables.ts';

/**
 * Brings the planner's statistics up to date. Plans made while the tables were empty would read them whole for every
 * name that is looked up and every foreign key that is checked.
 */
export const analyseTables = (db: Db, brandId: Uuid): Promise<void> =>
  db.maintain([passageTable(brandId), 'documents', 'document_texts'].map((table) => `analyze ${table}`));
