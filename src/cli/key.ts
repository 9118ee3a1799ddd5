import { type Command, InvalidArgumentError, Option } from 'commander';
import { createApiKey, endApiKey, listApiKeys } from '../auth/api-keys.ts';
import { ROLES } from '../auth/roles.ts';
import { EVERY_SCOPE, SCOPES } from '../auth/scopes.ts';
import { listTenants, requireTenant } from '../auth/tenants.ts';
import { loadConfig } from '../config/load.ts';
import type { Role } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';
import { parseId, prefixedId } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import { parseDuration } from '../lib/parse-duration.ts';
import { parseRate } from '../lib/parse-rate.ts';
import { print, printJson, printTable } from './print.ts';
import { callRemote } from './remote.ts';
import { withParley } from './with-parley.ts';

interface CreateOptions {
  readonly tenant: string;
  readonly role: Role;
  readonly scopes?: string[];
  readonly rateRead?: string;
  readonly rateWrite?: string;
  readonly expires?: number;
  readonly name?: string;
}

export function addKeyCommand(program: Command): void {
  const key = program.command('key').description('API keys');
  key
    .command('create')
    .description('make a key and print it; it is shown this once')
    .requiredOption('--tenant <tenant>', 'name or id')
    .addOption(new Option('--role <role>', 'what it may do').choices(ROLES).default('member'))
    .option('--scopes <a,b>', `limit it to some of ${SCOPES.join(', ')}`, readScopes)
    .option('--rate-read <rate>', 'own limit of reads, such as 100/60s', readRate)
    .option('--rate-write <rate>', 'own limit of writes, such as 100/60s', readRate)
    .option('--expires <duration>', 'how long it lives, such as 90d', readExpiry)
    .option('--name <name>', 'what it is for')
    .action((options: CreateOptions) => withParley(({ db }) => create(db, options)));
  key
    .command('list')
    .description('the keys without their secrets')
    .option('--tenant <tenant>', 'of this tenant only')
    .option('--json', 'as JSON')
    .action((options: { tenant?: string; json?: true }) => withParley(({ db }) => list(db, options)));
  key
    .command('revoke')
    .argument('<id>', 'its id, as listed')
    .description('end a key, at once; through a running server where PARLEY_URL and PARLEY_KEY are set')
    .action(revoke);
}

async function create(db: Db, { tenant, expires, ...request }: CreateOptions): Promise<void> {
  const { id: tenantId } = await requireTenant(db, tenant);
  const expiry = expires === undefined ? {} : { expiresAt: new Date(Date.now() + expires) };
  print((await createApiKey(db, { ...request, tenantId, ...expiry })).key);
}

async function list(db: Db, options: { tenant?: string; json?: true }): Promise<void> {
  const tenants =
    options.tenant === undefined ? await listTenants(db) : [await requireTenant(db, options.tenant)];
  const keys = [];
  for (const { id, name } of tenants) {
    for (const { tenantId, ...key } of await listApiKeys(db, id)) {
      keys.push({ ...key, id: prefixedId('key', key.id), tenant: name, state: stateOf(key) });
    }
  }
  if (options.json) return printJson(keys);
  const day = (date: Date | null) => date?.toISOString().slice(0, 16).replace('T', ' ') ?? '-';
  printTable(
    ['ID', 'TENANT', 'PREFIX', 'NAME', 'ROLE', 'SCOPES', 'STATE', 'CREATED', 'EXPIRES', 'LAST USED'],
    keys.map((key) => [
      ...[key.id, key.tenant, `prl_${key.prefix}`, key.name ?? '-', key.role, key.scopes.join(',')],
      ...[key.state, day(key.createdAt), day(key.expiresAt), day(key.lastUsedAt)],
    ]),
  );
}

function stateOf(key: { revokedAt: Date | null; expiresAt: Date | null }): 'active' | 'revoked' | 'expired' {
  if (key.revokedAt !== null) return 'revoked';
  return key.expiresAt !== null && key.expiresAt <= new Date() ? 'expired' : 'active';
}

async function revoke(text: string): Promise<void> {
  const id = parseId('key', text);
  if (id === undefined)
    throw new ParleyError('invalid_input', 'A key\'s id begins with key_; see "parley key list".');
  const { remoteUrl: url, remoteKey: key } = loadConfig();
  if (url !== null && key !== null) await callRemote({ url, key }, `/v1/keys/${id}`, null, 'DELETE');
  else await withParley(({ db }) => endApiKey(db, id));
  print(`revoked ${prefixedId('key', id)}`);
}

function readScopes(text: string): string[] {
  const scopes = text.split(',').map((scope) => scope.trim());
  const unknown = scopes.find((scope) => scope !== EVERY_SCOPE && !SCOPES.some((known) => known === scope));
  if (unknown !== undefined) throw new InvalidArgumentError(`There are ${SCOPES.join(', ')}.`);
  return scopes;
}

function readRate(text: string): string {
  if (parseRate(text) === undefined) throw new InvalidArgumentError('Write it like 100/60s.');
  return text.trim();
}

function readExpiry(text: string): number {
  const milliseconds = parseDuration(text);
  const latest = 8.64e15 - Date.now();
  if (!milliseconds || milliseconds > latest) throw new InvalidArgumentError('Write it like 90d.');
  return milliseconds;
}
