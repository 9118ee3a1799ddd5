import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Uuid } from '../../src/core/ids.ts';
import type { Db } from '../../src/db/db.ts';
import { runImport } from '../../src/importers/run-import.ts';
import type { AnswerRequest } from '../../src/models/answerer.ts';
import { selectKnowledgeVersion } from '../../src/store/knowledge-version.ts';
import { runQuery } from '../../src/store/query.ts';
import { asked } from './asked.ts';
import { newCaller } from './new-caller.ts';

/** Imports the records as a file of JSON Lines. Throws where one is not taken. */
export async function importRecords(db: Db, tenantId: Uuid, records: readonly object[]): Promise<void> {
  if (records.length === 0) return;
  const folder = await mkdtemp(join(tmpdir(), 'parley-history-'));
  try {
    await writeFile(join(folder, 'history.jsonl'), records.map((each) => JSON.stringify(each)).join('\n'));
    const { added } = await runImport(db, tenantId, [folder], {});
    if (added !== records.length) throw new Error(`${added} of ${records.length} records were imported`);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Imports the records into a new tenant; gives what makes its members' questions. */
export async function importHistory(
  db: Db,
  records: readonly object[],
): Promise<(question: string, more?: Partial<AnswerRequest>) => AnswerRequest> {
  const context = await newCaller(db);
  const { tenantId } = context;
  await importRecords(db, tenantId, records);
  const knowledgeVersion = await runQuery(db, { tenantId }, selectKnowledgeVersion(tenantId));
  return (question, more) => asked({ context, question, knowledgeVersion, ...more });
}
