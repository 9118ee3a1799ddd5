import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ParleyError } from '../core/errors.ts';
import type { Setting } from './setting.ts';
import { type Config, settings } from './settings.ts';

type Issue = { readonly path: string; readonly message: string };
type Given = Readonly<Record<string, string | undefined>>;

const table: readonly (readonly [string, Setting<unknown>])[] = Object.entries(settings);

/**
 * Reads `overrides` (the command line's, under the settings' names), below them the environment, and below that
 * `parley.config.json` in `folder`. Throws `invalid_input` that lists every problem at once.
 */
export function loadConfig(
  overrides: Given = {},
  environment: Given = process.env,
  folder: string = process.cwd(),
): Config {
  const issues: Issue[] = [];
  const file = readConfigFile(join(folder, 'parley.config.json'), issues);
  const values: Record<string, unknown> = {};
  for (const [name, setting] of table) {
    // An empty variable means "unset" to the shells and container platforms that cannot remove one.
    const given = overrides[setting.env] ?? (environment[setting.env] || file[setting.env]);
    values[name] = readSetting(setting, given, issues);
  }
  const config = values as Config;
  issues.push(...checkTogether(config));
  if (issues.length > 0) {
    const list = issues.map((issue) => `${issue.path} ${issue.message}`).join('; ');
    throw new ParleyError('invalid_input', `The configuration is wrong: ${list}.`, {
      subject: 'configuration',
      issues,
    });
  }
  return Object.freeze(config);
}

function readSetting(setting: Setting<unknown>, given: string | undefined, issues: Issue[]): unknown {
  const written = given ?? setting.fallback;
  if (written === null) return null;
  const result = setting.schema.safeParse(written);
  if (result.success) return result.data;
  issues.push({ path: setting.env, message: result.error.issues[0]?.message ?? 'is wrong' });
  return null;
}

const fileSchema = z.record(
  z.string(),
  z
    .union([z.string(), z.number(), z.boolean()], 'must be a text, a number or true or false')
    .transform(String),
);

function readConfigFile(path: string, issues: Issue[]): Given {
  if (!existsSync(path)) return {};
  const name = 'parley.config.json';
  try {
    const result = fileSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    if (!result.success) {
      for (const issue of result.error.issues)
        issues.push({ path: `${name} ${issue.path.join('.')}`.trim(), message: issue.message });
      return {};
    }
    const known = new Set(table.map(([, setting]) => setting.env));
    for (const key of Object.keys(result.data).filter((key) => !known.has(key)))
      issues.push({ path: `${name} ${key}`, message: 'is no setting of Parley' });
    return result.data;
  } catch {
    issues.push({ path: name, message: 'is not readable as JSON' });
    return {};
  }
}

function checkTogether(config: Config): Issue[] {
  const issues: Issue[] = [];
  const need = (value: unknown, path: string, message: string) => {
    if (value === null) issues.push({ path, message });
  };
  if (config.jwtSecret !== null || config.jwtJwksUrl !== null) {
    need(config.jwtIssuer, 'PARLEY_JWT_ISSUER', 'must be set where JWTs are accepted');
    need(config.jwtAudience, 'PARLEY_JWT_AUDIENCE', 'must be set where JWTs are accepted');
  } else if (config.jwtIssuer !== null || config.jwtAudience !== null) {
    issues.push({
      path: 'PARLEY_JWT_JWKS_URL',
      message: 'or PARLEY_JWT_SECRET must be set where JWTs are accepted',
    });
  }
  // What could not be read is null here, whatever its type says.
  const models = [config.models, config.offeredModels].flatMap((list) => list ?? []);
  for (const name of [...models, config.embeddings]) {
    if (typeof name !== 'object' || name === null) continue;
    if (name.provider === 'openai')
      need(config.openaiKey, 'OPENAI_API_KEY', 'must be set for an openai model');
    if (name.provider === 'anthropic')
      need(config.anthropicKey, 'ANTHROPIC_API_KEY', 'must be set for an anthropic model');
    if (name.provider === 'compatible')
      need(config.compatibleUrl, 'COMPATIBLE_BASE_URL', 'must be set for a compatible model');
  }
  if (config.reranker !== null) need(config.rerankerUrl, 'PARLEY_RERANKER_URL', 'must be set for a reranker');
  if (config.creditRate !== null)
    need(config.modelPrices, 'PARLEY_MODEL_PRICES', 'must be set where answers cost credits');
  if (config.remoteUrl !== null) need(config.remoteKey, 'PARLEY_KEY', 'must be set together with PARLEY_URL');
  return issues;
}
