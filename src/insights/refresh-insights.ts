import { newId, type Uuid } from '../core/ids.ts';
import type { Finding } from '../core/insight.ts';
import type { Db } from '../db/db.ts';
import {
  type HistoryFigures,
  selectEarlyRepeats,
  selectHistory,
  selectPatternRates,
  selectRecoveries,
  selectRepeatedSteps,
} from '../store/insight-figures.ts';
import { type KindFigures, selectKinds, selectServicesOfSets } from '../store/insight-kinds.ts';
import type { Span } from '../store/insight-sql.ts';
import { lockInsights, noteInsightRun, storeFindings } from '../store/insights.ts';
import { runQueries, runQuery } from '../store/query.ts';
import { findCommonTriggers, TRIGGER_DAYS, TRIGGER_FEWEST_TOLD } from './finders/find-common-triggers.ts';
import { findEarlyRepeats, REPEAT_DAYS } from './finders/find-early-repeats.ts';
import { findQuietHubs } from './finders/find-quiet-hubs.ts';
import {
  findRisingPatterns,
  RISING_BASELINE_DAYS,
  RISING_DAYS,
  RISING_FEWEST,
} from './finders/find-rising-patterns.ts';
import { EXPOSURE_DAYS, findSameExposures } from './finders/find-same-exposures.ts';
import { findSameRepairs, REPAIR_DAYS, REPAIR_FEWEST } from './finders/find-same-repairs.ts';
import {
  findSlowerRecovery,
  RECOVERY_BASELINE_DAYS,
  RECOVERY_DAYS,
  RECOVERY_FEWEST,
} from './finders/find-slower-recovery.ts';
import { daysUntil, endOfDay, type InsightTime, startOfDay } from './insight-time.ts';
import { readHubGraphs } from './read-hub-graphs.ts';
import { EXPOSURE_KINDS } from './vocabulary/exposure-kinds.ts';
import { TRIGGER_KINDS } from './vocabulary/trigger-kinds.ts';

export interface InsightRun {
  readonly generatedAt: Date;
  /** Insights that stand after the run. */
  readonly found: number;
  /** Insights that it no longer found. */
  readonly ended: number;
  readonly history: HistoryFigures;
}

/** As many services as an insight names. */
const MOST_SERVICES = 10;

/**
 * Looks anew at all that a tenant's incidents tell, in windows that end with the day of `now`, and stores what it finds.
 * The store counts; the finders judge the counts.
 */
export async function refreshInsights(db: Db, tenantId: Uuid, now: Date): Promise<InsightRun> {
  const to = endOfDay(now);
  const history = await runQuery(db, { tenantId }, selectHistory(tenantId, to));
  const time: InsightTime = { now, to, history };
  const findings = [...(await findInHistory(db, tenantId, time)), ...(await findInGraphs(db, tenantId))];
  const complete = await withServices(db, tenantId, findings);
  const [, ended] = await runQueries(db, { tenantId }, [
    lockInsights(tenantId),
    storeFindings(
      tenantId,
      now,
      complete.map((finding) => ({ id: newId(), ...finding })),
    ),
    noteInsightRun(tenantId, now),
  ]);
  return { generatedAt: now, found: complete.length, ended, history };
}

async function findInHistory(db: Db, tenantId: Uuid, time: InsightTime): Promise<Finding[]> {
  const { to, history } = time;
  const recent = daysUntil(to, RISING_DAYS);
  const wanted = daysUntil(recent.from, RISING_BASELINE_DAYS);
  const first = history.firstStartedAt ?? recent.from;
  // Before its first incident the history is not empty but unknown.
  const before = { from: first > wanted.from ? endOfDay(first) : wanted.from, to: recent.from };
  const slow = daysUntil(to, RECOVERY_DAYS);
  const slowBefore = daysUntil(slow.from, RECOVERY_BASELINE_DAYS);
  const [triggerYear, exposureYear, repairYear] = [TRIGGER_DAYS, EXPOSURE_DAYS, REPAIR_DAYS].map((days) =>
    daysUntil(to, days),
  ) as [typeof recent, typeof recent, typeof recent];
  const [rates, recoveries, repeats, triggers, exposures, repairs] = await runQueries(db, { tenantId }, [
    selectPatternRates(tenantId, recent, before, RISING_FEWEST),
    selectRecoveries(tenantId, slow, slowBefore, RECOVERY_FEWEST),
    selectEarlyRepeats(tenantId, to, REPEAT_DAYS),
    selectKinds(tenantId, 'trigger', TRIGGER_KINDS, triggerYear),
    selectKinds(tenantId, 'failure', EXPOSURE_KINDS, exposureYear),
    selectRepeatedSteps(tenantId, repairYear, REPAIR_FEWEST),
  ]);
  return [
    ...findRisingPatterns(rates, recent, before),
    ...findSlowerRecovery(recoveries, slow, slowBefore),
    ...findEarlyRepeats(repeats, time),
    ...(await commonTriggers(db, tenantId, triggers, triggerYear, time)),
    ...findSameExposures(exposures, exposureYear),
    ...findSameRepairs(repairs, repairYear),
  ];
}

/** Where the last year tells too little of triggers, the whole history is counted. */
async function commonTriggers(
  db: Db,
  tenantId: Uuid,
  ofYear: readonly KindFigures[],
  year: Span,
  time: InsightTime,
): Promise<Finding[]> {
  const { firstStartedAt } = time.history;
  if (firstStartedAt === null) return [];
  if (ofYear.some(({ told }) => told >= TRIGGER_FEWEST_TOLD))
    return findCommonTriggers(ofYear, { span: year, isYear: true }, time);
  const span = { from: startOfDay(firstStartedAt), to: time.to };
  const figures = await runQuery(db, { tenantId }, selectKinds(tenantId, 'trigger', TRIGGER_KINDS, span));
  return findCommonTriggers(figures, { span, isYear: false }, time);
}

async function findInGraphs(db: Db, tenantId: Uuid): Promise<Finding[]> {
  const findings: Finding[] = [];
  for await (const graph of readHubGraphs(db, tenantId)) findings.push(...findQuietHubs(graph));
  return findings;
}

/** What concerns no service in particular concerns those of its incidents. */
async function withServices(db: Db, tenantId: Uuid, findings: readonly Finding[]): Promise<Finding[]> {
  const sets = findings
    .filter(({ affectedServices, incidentIds }) => affectedServices.length === 0 && incidentIds.length > 0)
    .map(({ subjectKey, incidentIds }) => ({ key: subjectKey, ids: incidentIds }));
  if (sets.length === 0) return [...findings];
  const services = await runQuery(db, { tenantId }, selectServicesOfSets(tenantId, sets, MOST_SERVICES));
  return findings.map((finding) => ({
    ...finding,
    affectedServices: services.get(finding.subjectKey) ?? finding.affectedServices,
  }));
}
