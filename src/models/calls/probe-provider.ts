import type { ModelName } from '../../core/model-name.ts';
import { addressOf, type ProviderSettings } from './providers.ts';

/** How the provider wants to see the key. */
function keyHeaders(provider: ModelName['provider'], key: string | null): Record<string, string> {
  if (provider === 'anthropic') return { 'x-api-key': key ?? '', 'anthropic-version': '2023-06-01' };
  return key === null ? {} : { authorization: `Bearer ${key}` };
}

/**
 * Asks a provider for its list of models, which costs nothing: tells in words that it can be reached and takes the key.
 * Throws an `Error` that says why it cannot be used.
 */
export async function probeProvider(
  { provider, model }: ModelName,
  settings: ProviderSettings,
  timeoutMs: number,
): Promise<string> {
  const { url, key } = addressOf(provider, settings);
  const headers = keyHeaders(provider, key);
  const address = `${url.replace(/\/$/, '')}/models`;
  const response = await fetch(address, { headers, signal: AbortSignal.timeout(timeoutMs) }).catch(() => {
    throw new Error(`${url} cannot be reached`);
  });
  const body: unknown = await response.json().catch(() => undefined);
  const { status } = response;
  if (status === 401 || status === 403) throw new Error(`${url} does not take the key (HTTP ${status})`);
  if (status >= 500) throw new Error(`${url} fails (HTTP ${status})`);
  const listed = namesIn(body);
  if (listed.length === 0) return `${url} answers; it lists no models`;
  return listed.includes(model) ? `${url} has it` : `${url} answers; its list does not name it`;
}

function namesIn(body: unknown): string[] {
  const { data } = (typeof body === 'object' && body !== null ? body : {}) as { data?: unknown };
  return Array.isArray(data) ? data.flatMap((each) => (typeof each?.id === 'string' ? each.id : [])) : [];
}
