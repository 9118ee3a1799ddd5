import { ParleyError } from '../core/errors.ts';
import { newId, type Uuid } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import { oneAtATime } from '../lib/one-at-a-time.ts';
import type { PatternChange } from '../patterns/plan-extraction.ts';
import { SIGNATURE_METHOD } from '../patterns/signature/incident-signature.ts';
import type { PatternThread } from '../patterns/thread/open-pattern-thread.ts';
import {
  finishExtraction,
  giveExtractionBack,
  type LeasedExtraction,
  leaseExtraction,
  leaseNextExtraction,
  renewExtraction,
} from '../store/pattern-extractions.ts';
import { selectDecisionMark, selectMemberTexts } from '../store/pattern-starts.ts';
import { lockPatterns } from '../store/pattern-writes.ts';
import { runIn, runQuery } from '../store/query.ts';
import { holdLease } from './hold-lease.ts';
import { createSignatureLoader } from './load-signatures.ts';
import { type NamePattern, titleBy } from './name-pattern.ts';
import { readPatternStarts } from './read-pattern-starts.ts';
import { signIncidents } from './sign-incidents.ts';
import { type ToldChange, writePatternChanges } from './write-pattern-changes.ts';

export interface ExtractionSettings {
  /** How long a tenant belongs to a process that gives no sign of life. */
  readonly leaseMs: number;
  /** Told after each extraction which patterns it changed, before the next one begins; what it throws is no failure of it. */
  readonly afterExtraction: (tenantId: Uuid, changedPatternIds: readonly Uuid[]) => Promise<void>;
  readonly onError: (error: unknown) => void;
  /** Gives titles in place of the computed ones. */
  readonly namePattern?: NamePattern | undefined;
}

/** What an extraction came to. */
export interface ExtractionOutcome {
  readonly tenantId: Uuid;
  readonly incidents: number;
  /** Patterns that were not there before. */
  readonly found: number;
  readonly changed: number;
}

/** Extracts patterns, whichever process took the incidents in. */
export interface PatternExtraction {
  /** Extracts the patterns of one tenant that is owed it; false where there is none. */
  next(signal: AbortSignal): Promise<boolean>;
  /** The same for a tenant that somebody waits for; null where nothing is owed, or another process is at it. */
  of(tenantId: Uuid, signal: AbortSignal): Promise<ExtractionOutcome | null>;
}

const RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 30 * 60_000;
/** Where people decided something meanwhile, it is worked out again; where they go on doing so, later. */
const MOST_TRIES = 3;

export function createPatternExtraction(
  db: Db,
  thread: PatternThread,
  settings: ExtractionSettings,
): PatternExtraction {
  const holder = { owner: newId(), leaseMs: settings.leaseMs };
  const load = createSignatureLoader(db, thread);
  const parts: Parts = { db, thread, load, settings, owner: holder.owner };
  // The thread holds one tenant at a time.
  const inTurn = oneAtATime();
  return {
    next: (signal) =>
      inTurn(async () => {
        const leased = await runQuery(db, 'system', leaseNextExtraction(SIGNATURE_METHOD, holder));
        if (leased === undefined) return false;
        await extractLeased(parts, leased, signal);
        return true;
      }),
    of: (tenantId, signal) =>
      inTurn(async () => {
        const leased = await runQuery(db, 'system', leaseExtraction(tenantId, SIGNATURE_METHOD, holder));
        return leased === undefined ? null : extractLeased(parts, leased, signal);
      }),
  };
}

interface Parts {
  readonly db: Db;
  readonly thread: PatternThread;
  readonly load: ReturnType<typeof createSignatureLoader>;
  readonly settings: ExtractionSettings;
  readonly owner: string;
}

class LeaseLost extends Error {}
class Overtaken extends Error {}

async function extractLeased(
  parts: Parts,
  leased: LeasedExtraction,
  stopping: AbortSignal,
): Promise<ExtractionOutcome> {
  const { db, owner, settings } = parts;
  const { tenantId } = leased;
  const renew = () =>
    runQuery(db, { tenantId }, renewExtraction(tenantId, { owner, leaseMs: settings.leaseMs }));
  const lease = holdLease(renew, settings.leaseMs);
  const signal = AbortSignal.any([stopping, lease.lost]);
  const giveBack = (error: string | null, retryMs: number) =>
    runQuery(db, { tenantId }, giveExtractionBack(tenantId, owner, error, retryMs));
  try {
    const { changes, incidents } = await settled(parts, leased, signal);
    const changed = changes.flatMap(({ id, merged }) => [id, ...merged]);
    await settings.afterExtraction(tenantId, changed).catch(settings.onError);
    const found = changes.filter(({ isNew }) => isNew).length;
    return { tenantId, incidents, found, changed: changes.length };
  } catch (error) {
    // A server that is told to stop, or was overtaken by people's decisions, leaves the tenant to the next one.
    if (stopping.aborted || error instanceof Overtaken) await giveBack(null, 0);
    else if (!(error instanceof LeaseLost) && !lease.lost.aborted)
      await giveBack(sentence(error), Math.min(LONGEST_RETRY_MS, RETRY_MS * 2 ** (leased.attempts - 1)));
    throw error;
  } finally {
    lease.end();
  }
}

const sentence = (error: unknown): string =>
  error instanceof ParleyError
    ? error.message
    : 'The extraction broke off because of a fault inside the server; its log says more.';

interface Extracted {
  readonly changes: readonly PatternChange[];
  readonly incidents: number;
}

/** An extraction that what people decided meanwhile did not overtake. */
async function settled(parts: Parts, leased: LeasedExtraction, signal: AbortSignal): Promise<Extracted> {
  for (let tries = 1; ; tries++) {
    try {
      return await extract(parts, leased, signal);
    } catch (error) {
      if (!(error instanceof Overtaken) || tries === MOST_TRIES) throw error;
    }
  }
}

/** Where so large a part has come since all were compared, words count otherwise than then: all are compared again. */
const COMPARED_AGAIN_SHARE = 0.1;
/** So few are compared all with all in no time. */
const ALWAYS_COMPARED = 1_000;

async function extract(parts: Parts, leased: LeasedExtraction, signal: AbortSignal): Promise<Extracted> {
  const { db, thread, owner } = parts;
  const { tenantId, lastRun, compared } = leased;
  const run = lastRun + 1;
  await signIncidents(db, thread, tenantId, run, signal);
  const { changed, incidents } = await parts.load(tenantId, lastRun);
  signal.throwIfAborted();
  const { stored, mark } = await readPatternStarts(db, tenantId);
  const grown = Math.abs(incidents - compared) + changed.length;
  const compareAll =
    leased.requestedAt !== null ||
    incidents <= ALWAYS_COMPARED ||
    grown > COMPARED_AGAIN_SHARE * Math.max(1, compared);
  const changes = await thread.ask({ kind: 'plan', stored, changed, compareAll });
  const told = await tell(parts, tenantId, changes, signal);
  await db.transaction({ tenantId }, async (tx) => {
    await lockPatterns(tx, tenantId);
    const result = {
      ...{ run, incidents, method: SIGNATURE_METHOD },
      compared: compareAll ? incidents : compared,
    };
    if (!(await finishExtraction(tx, leased, owner, result))) throw new LeaseLost();
    if ((await runIn(tx, selectDecisionMark(tenantId))) !== mark) throw new Overtaken();
    if (told.length > 0) await writePatternChanges(tx, tenantId, told);
  });
  return { changes, incidents };
}

/** Patterns are told from so many of their incidents at most. */
const MOST_TOLD = 200;
const TOLD_AT_ONCE = 50;
/** So many titles are asked for in one extraction: each may take seconds. */
const MOST_NAMED = 20;

/** Of one that has vanished, what was told of it stays. */
const isTold = ({ isGone, joined }: PatternChange): boolean => !isGone || joined.length > 0;

async function tell(
  { db, thread, settings: { namePattern } }: Parts,
  tenantId: Uuid,
  changes: readonly PatternChange[],
  signal: AbortSignal,
): Promise<ToldChange[]> {
  const told: ToldChange[] = changes
    .filter((change) => !isTold(change))
    .map((change) => ({ change, description: null }));
  const alive = changes.filter(isTold);
  for (let from = 0; from < alive.length; from += TOLD_AT_ONCE) {
    signal.throwIfAborted();
    const page = alive.slice(from, from + TOLD_AT_ONCE);
    const members = page.flatMap(({ id, members }) =>
      members.map((incidentId) => ({ patternId: id, incidentId })),
    );
    const texts = Map.groupBy(
      await runQuery(db, { tenantId }, selectMemberTexts(tenantId, members, MOST_TOLD)),
      ({ patternId }) => patternId,
    );
    const patterns = page.map(({ id, members }) => ({ members, texts: texts.get(id) ?? [] }));
    const descriptions = await thread.ask({ kind: 'describe', patterns });
    for (const [place, change] of page.entries()) {
      const description = descriptions[place] ?? null;
      if (namePattern === undefined || description === null || from + place >= MOST_NAMED)
        told.push({ change, description });
      else {
        const members = patterns[place]?.texts ?? [];
        const title = await titleBy(namePattern, tenantId, description.title, members);
        told.push({ change, description: { ...description, title } });
      }
    }
  }
  return told;
}
