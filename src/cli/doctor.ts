import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import type { Command } from 'commander';
import { listTenants } from '../auth/tenants.ts';
import { loadConfig } from '../config/load.ts';
import type { Config } from '../config/settings.ts';
import { ParleyError } from '../core/errors.ts';
import { BUILTIN, writeModelName } from '../core/model-name.ts';
import { probeProvider } from '../models/calls/probe-provider.ts';
import { documentChecks } from './document-checks.ts';
import { print } from './print.ts';
import { withParley } from './with-parley.ts';

const REQUEST_TIMEOUT_MS = 5000;

export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('check what Parley needs: a line per check, exit 1 if one fails')
    .action(doctor);
}

async function doctor(): Promise<void> {
  let config: Config | undefined;
  const configuration = await check('configuration', async () => {
    config = loadConfig();
    return 'valid';
  });
  const outcomes = [
    configuration,
    await check('node', async () => process.versions.node),
    await check('temporary folder', async () => {
      await access(tmpdir(), constants.W_OK);
      return tmpdir();
    }),
  ];
  if (config !== undefined) {
    outcomes.push(await check('store', store));
    outcomes.push(...(await models(config)));
    for (const [name, work] of documentChecks(config)) outcomes.push(await check(name, work));
    if (config.jwtJwksUrl !== null)
      outcomes.push(await check('JWT key set', () => keySet(config?.jwtJwksUrl ?? '')));
  }
  if (outcomes.includes('failed')) process.exitCode = 1;
  if (outcomes.includes('store in use')) process.exitCode = 3;
}

type Outcome = 'ok' | 'failed' | 'store in use';

/** One line for each language model; none where Parley answers by itself. */
async function models(config: Config): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const name of [...config.models, ...(config.offeredModels ?? [])])
    if (name !== BUILTIN)
      outcomes.push(
        await check(`model ${writeModelName(name)}`, () => probeProvider(name, config, REQUEST_TIMEOUT_MS)),
      );
  return outcomes;
}

/** Prints the line of one check. */
async function check(name: string, work: () => Promise<string>): Promise<Outcome> {
  try {
    print(`ok      ${name}: ${await work()}`);
    return 'ok';
  } catch (error) {
    print(`FAILED  ${name}: ${error instanceof Error ? error.message : String(error)}`);
    return error instanceof ParleyError && error.code === 'store_in_use' ? 'store in use' : 'failed';
  }
}

const store = () =>
  withParley(async ({ db }) => {
    await db.ping();
    const tenants = await listTenants(db);
    return `${db.engine === 'pglite' ? 'embedded' : 'PostgreSQL'}, schema up to date, tenants: ${tenants.length}`;
  });

async function keySet(url: string): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) }).catch(() => {
    throw new Error(`${url} cannot be reached`);
  });
  const body = (await response.json()) as { keys?: unknown[] };
  if (!response.ok || !Array.isArray(body.keys)) throw new Error(`${url} gives no key set`);
  return `${body.keys.length} keys at ${url}`;
}
