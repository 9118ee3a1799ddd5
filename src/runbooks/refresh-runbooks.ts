import { setImmediate as letOthersRun } from 'node:timers/promises';
import { newId, type Uuid } from '../core/ids.ts';
import type { Pattern } from '../core/pattern.ts';
import type { Db } from '../db/db.ts';
import { selectPatternsOfIds } from '../store/patterns.ts';
import { runQueries, runQuery } from '../store/query.ts';
import {
  type ResolverRow,
  selectResolvers,
  selectStandingIds,
  upsertRunbooks,
  withdrawRunbooks,
} from '../store/runbooks.ts';
import { draftRunbook, type RunbookDraft } from './draft/draft-runbook.ts';
import type { Resolver } from './draft/resolver.ts';
import { type PatternTerms, patternTerms } from './match/pattern-terms.ts';
import { refreshMatches } from './match/refresh-matches.ts';

/** A runbook is drafted from the latest members: what resolved it years ago may no longer. */
const MOST_MEMBERS = 50;
const BATCH = 20;

export interface RunbookRefresh {
  /** Patterns that have a drafted runbook now, of those looked at. */
  readonly drafted: number;
  /** Patterns looked at whose members do not tell what was done. */
  readonly untold: number;
}

/**
 * Drafts the runbooks of the patterns anew, and compares them with the imported runbooks; those that were imported or
 * changed since the last time are compared with every pattern. A runbook whose words stay keeps its time. `patternIds`:
 * those that changed; with none, only the imported runbooks are looked at.
 */
export async function refreshRunbooks(
  db: Db,
  tenantId: Uuid,
  patternIds: readonly Uuid[] | 'all',
): Promise<RunbookRefresh> {
  const wanted = patternIds === 'all' ? null : patternIds;
  const standing = await runQuery(db, { tenantId }, selectStandingIds(tenantId, wanted));
  const terms: PatternTerms[] = [];
  let drafted = 0;
  for await (const batch of batchesWithMembers(db, tenantId, standing)) {
    drafted += await storeDrafts(db, tenantId, batch);
    terms.push(...batch.map(termsOf));
  }
  await refreshMatches(db, tenantId, terms, async (skipped) => {
    const rest = (await runQuery(db, { tenantId }, selectStandingIds(tenantId, null))).filter(
      (id) => !skipped.has(id),
    );
    const others: PatternTerms[] = [];
    for await (const batch of batchesWithMembers(db, tenantId, rest)) others.push(...batch.map(termsOf));
    return others;
  });
  return { drafted, untold: terms.length - drafted };
}

interface PatternWithMembers {
  readonly pattern: Pattern;
  readonly members: readonly Resolver[];
}

const termsOf = ({ pattern, members }: PatternWithMembers): PatternTerms => patternTerms(pattern, members);

async function* batchesWithMembers(
  db: Db,
  tenantId: Uuid,
  ids: readonly Uuid[],
): AsyncGenerator<readonly PatternWithMembers[]> {
  for (let at = 0; at < ids.length; at += BATCH) {
    const some = ids.slice(at, at + BATCH);
    const [patterns, rows] = await runQueries(db, { tenantId }, [
      selectPatternsOfIds(tenantId, some),
      selectResolvers(tenantId, some, MOST_MEMBERS),
    ]);
    const byPattern = Map.groupBy(rows, ({ patternId }) => patternId);
    yield patterns.map((pattern) => ({
      pattern,
      members: (byPattern.get(pattern.id) ?? []).map(resolverOf),
    }));
  }
}

const resolverOf = ({ patternId, mitigatedAt, resolvedAt, ...row }: ResolverRow): Resolver => ({
  ...row,
  endedAt: mitigatedAt ?? resolvedAt,
});

/** How many of the patterns have a runbook. */
async function storeDrafts(db: Db, tenantId: Uuid, batch: readonly PatternWithMembers[]): Promise<number> {
  const drafts: { pattern: Pattern; draft: RunbookDraft | null }[] = [];
  for (const { pattern, members } of batch) {
    drafts.push({ pattern, draft: draftRunbook(members) });
    await letOthersRun();
  }
  const told = drafts.flatMap(({ pattern, draft }) =>
    draft === null ? [] : [{ id: newId(), patternId: pattern.id, services: pattern.services, ...draft }],
  );
  const untold = drafts.filter(({ draft }) => draft === null).map(({ pattern }) => pattern.id);
  await runQueries(db, { tenantId }, [upsertRunbooks(tenantId, told), withdrawRunbooks(tenantId, untold)]);
  return told.length;
}
