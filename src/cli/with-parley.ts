import { loadConfig } from '../config/load.ts';
import { createParley, type Parley } from '../parley.ts';
import { createLogger } from '../telemetry/logger.ts';

/** Opens the configured store for one command and closes it afterwards. Logs nothing: a command speaks for itself. */
export async function withParley<T>(work: (parley: Parley) => Promise<T>): Promise<T> {
  const parley = await createParley(loadConfig(), { logger: createLogger('silent') });
  try {
    return await work(parley);
  } finally {
    await parley.close();
  }
}
