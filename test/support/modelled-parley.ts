import { after, before, beforeEach, describe } from 'node:test';
import { createApiKey } from '../../src/auth/api-keys.ts';
import { loadConfig } from '../../src/config/load.ts';
import type { Uuid } from '../../src/core/ids.ts';
import { createParley, type Parley } from '../../src/parley.ts';
import { createLogger } from '../../src/telemetry/logger.ts';
import { importRecords } from './import-history.ts';
import { type ModelStandIn, startModelStandIn } from './model-stand-in/model-stand-in.ts';
import { newTenant } from './new-tenant.ts';
import { type Environment, places, TEST_SETTINGS } from './running-parley.ts';

/** A server that asks language models: stand-ins, which do what a script says. */
export interface ModelledParley {
  readonly parley: Parley;
  readonly url: string;
  /** `openai/first`. */
  readonly first: ModelStandIn;
  /** `anthropic/second`. */
  readonly second: ModelStandIn;
  readonly logged: string[];
  /** A new tenant with these incidents, and a key of it. */
  readonly newOrganisation: (incidents?: readonly object[]) => Promise<{ tenantId: Uuid; key: string }>;
}

/** Quick, so that tests of what takes too long do not. */
const QUICK: Environment = {
  PARLEY_MODEL_DEADLINE: '3s',
  PARLEY_MODEL_FIRST_TOKEN: '400ms',
  PARLEY_MODEL_IDLE: '400ms',
  PARLEY_MODEL_RETRIES: '1',
};

/** Registers `suite` once for each available engine; `settings` name the models of the chain. */
export function onEachModelled(
  name: string,
  settings: Environment,
  suite: (server: () => ModelledParley) => void,
): void {
  for (const { engine, make } of places()) {
    describe(`${name} (${engine})`, () => {
      let running: ModelledParley | undefined;
      const endings: (() => Promise<unknown>)[] = [];
      before(async () => {
        const place = await make();
        endings.unshift(place.remove);
        const [first, second] = [await startModelStandIn(), await startModelStandIn()];
        endings.unshift(first.stop, second.stop);
        const environment = {
          ...{ ...TEST_SETTINGS, ...QUICK },
          ...{ OPENAI_API_KEY: 'key-of-first', OPENAI_BASE_URL: first.url },
          ...{ ANTHROPIC_API_KEY: 'key-of-second', ANTHROPIC_BASE_URL: second.url },
          ...place.environment,
          ...settings,
        };
        const logged: string[] = [];
        const logger = createLogger('trace', { write: (line: string) => void logged.push(line) });
        const parley = await createParley(loadConfig({}, environment, '/nowhere'), { logger });
        endings.unshift(parley.close);
        const { url } = await parley.listen();
        const newOrganisation: ModelledParley['newOrganisation'] = async (incidents = []) => {
          const tenantId = await newTenant(parley.db);
          await importRecords(parley.db, tenantId, incidents);
          return { tenantId, key: (await createApiKey(parley.db, { tenantId, role: 'admin' })).key };
        };
        running = { parley, url, first, second, logged, newOrganisation };
      });
      beforeEach(async () => {
        for (const standIn of [running?.first, running?.second]) standIn?.behave(() => ({ kind: 'hang' }));
      });
      after(async () => {
        for (const end of endings) await end();
      });
      suite(() => {
        if (running === undefined) throw new Error('The server runs inside tests and hooks only');
        return running;
      });
    });
  }
}
