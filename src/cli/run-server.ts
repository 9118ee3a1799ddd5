import type { Command } from 'commander';
import { loadConfig } from '../config/load.ts';
import { createParley } from '../parley.ts';
import { ensureDemo } from './demo.ts';
import { print } from './print.ts';
import { stopSignal } from './stop-signal.ts';
import { welcome } from './welcome.ts';

export interface ServeOptions {
  readonly port?: string;
  readonly data?: string;
}

export const addServeOptions = (command: Command): Command =>
  command.option('--port <port>', 'as PORT').option('--data <folder>', 'as PARLEY_DATA');

/** Serves until SIGTERM or SIGINT, then ends in good order. `byDefault` holds where PARLEY_SAMPLE is unset. */
export async function runServer(
  { port, data }: ServeOptions,
  byDefault: { readonly sample: boolean },
): Promise<void> {
  const config = loadConfig({
    ...(port === undefined ? {} : { PORT: port }),
    ...(data === undefined ? {} : { PARLEY_DATA: data }),
  });
  const parley = await createParley(config);
  const told = stopSignal();
  try {
    const loadSample = config.sample ?? byDefault.sample;
    const key = loadSample
      ? await ensureDemo(parley, () => print('Loading the sample organisation …'))
      : undefined;
    const { url } = await parley.listen();
    if (byDefault.sample || key !== undefined) print(welcome(url, key));
    await told;
  } finally {
    await parley.close();
  }
}
