import { meaningOf } from '../../analyst/read/claims.ts';
import { matchLabels } from '../../analyst/read/link-names.ts';
import { readWords } from '../../analyst/read/words.ts';
import type { Vocabulary } from '../../analyst/vocabulary/tenant-vocabulary.ts';
import type { Uuid } from '../../core/ids.ts';
import type { Db } from '../../db/db.ts';
import { runQuery } from '../../store/query.ts';
import { type LabelValue, labelValues } from '../../store/vocabulary-queries.ts';

/** As many as a project can have services. */
const MOST_VALUES = 20_000;

/** What incidents call services. */
export interface ServiceValues {
  /** Names of the field that holds them; empty where the records have none. */
  readonly labels: readonly string[];
  readonly values: readonly LabelValue[];
  /** There are more names than can be looked through. */
  readonly isTooMany: boolean;
}

/** The names of services in a tenant's incidents; from memory, unless there are too many to be held there. */
export async function loadServiceValues(
  db: Db,
  tenantId: Uuid,
  vocabulary: Vocabulary,
): Promise<ServiceValues> {
  const labels = meaningOf(matchLabels(readWords('service'), 0, vocabulary)[0], 'label')?.names ?? [];
  if (!labels.some((name) => vocabulary.crowded.includes(name))) {
    const values = vocabulary.values.filter(({ name }) => labels.includes(name));
    return { labels, values, isTooMany: false };
  }
  const values = await runQuery(db, { tenantId }, labelValues(tenantId, labels, MOST_VALUES));
  return { labels, values, isTooMany: values.length > MOST_VALUES };
}
