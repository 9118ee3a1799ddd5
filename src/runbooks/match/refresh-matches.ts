import type { Uuid } from '../../core/ids.ts';
import type { Db } from '../../db/db.ts';
import { runQueries, runQuery } from '../../store/query.ts';
import {
  type RunbookHead,
  replaceMatches,
  selectAlertMatches,
  selectRunbookHeads,
  selectServiceNames,
  selectUnmatchedRunbooks,
  type UnmatchedRunbook,
  upsertMatchings,
} from '../../store/runbook-matches.ts';
import { joinMatches } from './join-matches.ts';
import { matchTitles } from './match-titles.ts';
import { nameServices } from './name-services.ts';
import type { PatternTerms } from './pattern-terms.ts';

const MOST_RUNBOOKS = 5_000;
const MOST_NAMES = 2_000;
const READ_AT_ONCE = 20;
const PATTERNS_AT_ONCE = 50;

/**
 * Compares the changed patterns with every imported runbook, and the runbooks that changed with every pattern.
 * `others`: gives the terms of the patterns that have not changed, where they are needed.
 */
export async function refreshMatches(
  db: Db,
  tenantId: Uuid,
  changed: readonly PatternTerms[],
  others: (skipped: ReadonlySet<Uuid>) => Promise<readonly PatternTerms[]>,
): Promise<void> {
  const runbooks = await runQuery(db, { tenantId }, selectRunbookHeads(tenantId, MOST_RUNBOOKS));
  if (runbooks.length === 0) return;
  await matchPatterns(db, tenantId, changed, runbooks);
  const news = await readUnmatched(db, tenantId);
  const changedRunbooks = runbooks.filter(({ id }) => news.isChanged(id));
  if (changedRunbooks.length > 0) {
    const rest = await others(new Set(changed.map(({ patternId }) => patternId)));
    await matchPatterns(db, tenantId, rest, changedRunbooks);
  }
  await news.settle();
}

async function matchPatterns(
  db: Db,
  tenantId: Uuid,
  patterns: readonly PatternTerms[],
  runbooks: readonly RunbookHead[],
): Promise<void> {
  // Only what stands in one piece can be told from a word of a sentence.
  const names = runbooks.flatMap(({ id, alerts }) =>
    alerts.filter(isIdentifier).map((alert) => ({ documentId: id, alert })),
  );
  const documentIds = runbooks.map(({ id }) => id);
  for (let at = 0; at < patterns.length; at += PATTERNS_AT_ONCE) {
    const some = patterns.slice(at, at + PATTERNS_AT_ONCE);
    const ids = some.map(({ patternId }) => patternId);
    const byAlert =
      names.length === 0 ? [] : await runQuery(db, { tenantId }, selectAlertMatches(tenantId, ids, names));
    const matches = joinMatches(matchTitles(runbooks, some), byAlert);
    await runQuery(db, { tenantId }, replaceMatches(tenantId, ids, documentIds, matches));
  }
}

const isIdentifier = (name: string): boolean =>
  /^[\p{L}\p{N}_.:-]+$/u.test(name) && (/[_-]/.test(name) || /\p{Ll}\p{Lu}/u.test(name));

/** Reads the runbooks that changed for the services they name; `settle` remembers that they have been compared. */
async function readUnmatched(db: Db, tenantId: Uuid) {
  const { names, hash } = await runQuery(db, { tenantId }, selectServiceNames(tenantId, MOST_NAMES));
  const changed = new Set<Uuid>();
  const unsettled: { documentId: Uuid; contentHash: string; services: string[] }[] = [];
  for (let after: Uuid | null = null, isLast = false; !isLast; ) {
    const some: UnmatchedRunbook[] = await runQuery(
      db,
      { tenantId },
      selectUnmatchedRunbooks(tenantId, hash, after, READ_AT_ONCE),
    );
    for (const { id, isChanged, title, text, contentHash } of some) {
      if (isChanged) changed.add(id);
      const services = nameServices(names, title, text);
      unsettled.push({ documentId: id, contentHash: contentHash.toString('hex'), services });
    }
    after = some.at(-1)?.id ?? null;
    isLast = some.length < READ_AT_ONCE;
  }
  return {
    isChanged: (id: Uuid): boolean => changed.has(id),
    settle: () => runQueries(db, { tenantId }, [upsertMatchings(tenantId, hash, unsettled)]),
  };
}
