import { createParley, loadConfig } from '../../src/parley.ts';
import { type BatchTimes, timeBatches } from './batch-times.ts';
import { startProfile } from './cpu-profile.ts';
import { MAIN_THREAD, type PartTimes, partsOf, STORE_THREAD } from './profile-parts.ts';
import { trivialAnswerer } from './trivial-answerer.ts';

/** What the server did between `begin` and `end`; `profile` only after `begin with profile`. */
export interface ServerWork {
  readonly batches: BatchTimes;
  /** Processor time of the thread that serves, and of all threads. */
  readonly mainMs: number;
  readonly allMs: number;
  readonly profile: { readonly main: PartTimes; readonly store: PartTimes | undefined } | undefined;
}

const sumMs = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1000;

const parley = await createParley(loadConfig(), { answerer: trivialAnswerer });
const takeBatches = timeBatches(parley.db);
let endProfile: Awaited<ReturnType<typeof startProfile>> | undefined;
let mainBefore = process.threadCpuUsage();
let allBefore = process.cpuUsage();

async function begin(withProfile: boolean): Promise<void> {
  endProfile = withProfile ? await startProfile() : undefined;
  takeBatches();
  mainBefore = process.threadCpuUsage();
  allBefore = process.cpuUsage();
}

async function end(): Promise<ServerWork> {
  const work = {
    batches: takeBatches(),
    mainMs: sumMs(process.threadCpuUsage(mainBefore)),
    allMs: sumMs(process.cpuUsage(allBefore)),
  };
  const profiles = await endProfile?.();
  return {
    ...work,
    profile: profiles && {
      main: partsOf(profiles.main, MAIN_THREAD),
      store: profiles.worker && partsOf(profiles.worker, STORE_THREAD),
    },
  };
}

process.on('message', async (wish) => {
  process.send?.(wish === 'end' ? await end() : ((await begin(wish === 'begin with profile')) ?? 'begun'));
});
process.once('SIGTERM', async () => {
  await parley.close();
  process.disconnect();
});
await parley.listen();
