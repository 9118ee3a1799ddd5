import type { Profiler } from 'node:inspector';
import { Session } from 'node:inspector/promises';

const SAMPLE_EVERY_MICROSECONDS = 500;

/** What each thread did in an interval; `worker` undefined where there is none. */
export interface Profiles {
  readonly main: Profiler.Profile;
  readonly worker: Profiler.Profile | undefined;
}

/** Begins to record this thread and its worker; the function ends it. */
export async function startProfile(): Promise<() => Promise<Profiles>> {
  const session = new Session();
  session.connect();
  const toWorker = await reachWorker(session);
  const everywhere = async (method: string, params?: object) => {
    const [, worker] = await Promise.all([session.post(method, params), toWorker?.(method, params)]);
    return worker;
  };
  await everywhere('Profiler.enable');
  await everywhere('Profiler.setSamplingInterval', { interval: SAMPLE_EVERY_MICROSECONDS });
  await everywhere('Profiler.start');
  return async () => {
    const [main, worker] = await Promise.all([
      session.post('Profiler.stop'),
      toWorker?.('Profiler.stop') as Promise<{ profile: Profiler.Profile }> | undefined,
    ]);
    session.disconnect();
    return { main: main.profile, worker: worker?.profile };
  };
}

type Post = (method: string, params?: object) => Promise<unknown>;

/** How to speak to the inspector of the one worker thread; undefined without one. */
async function reachWorker(session: Session): Promise<Post | undefined> {
  let sessionId: string | undefined;
  session.once('NodeWorker.attachedToWorker', ({ params }) => {
    sessionId = params.sessionId;
  });
  await session.post('NodeWorker.enable', { waitForDebuggerOnStart: false });
  if (sessionId === undefined) return undefined;
  const worker = sessionId;
  const waiting = new Map<number, (result: unknown) => void>();
  session.on('NodeWorker.receivedMessageFromWorker', ({ params }) => {
    const { id, result } = JSON.parse(params.message);
    waiting.get(id)?.(result);
  });
  let last = 0;
  return async (method, params = {}) => {
    const id = ++last;
    const answered = new Promise((resolve) => waiting.set(id, resolve));
    const message = JSON.stringify({ id, method, params });
    await session.post('NodeWorker.sendMessageToWorker', { sessionId: worker, message });
    return answered;
  };
}
