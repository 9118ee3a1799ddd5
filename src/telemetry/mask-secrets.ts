import type { SensitiveKind } from '../core/sensitive-kind.ts';
import { findSensitive } from './sensitive-text.ts';

const MASKED_KINDS: readonly SensitiveKind[] = ['secrets', 'emails', 'cards', 'phones'];

const MASKS: Readonly<Record<SensitiveKind, string>> = {
  secrets: '[masked]',
  emails: '[masked email]',
  cards: '[masked card]',
  phones: '[masked phone]',
  ips: '[masked address]',
};

/** The text without credentials, e-mail addresses, card and phone numbers: found as for a model, never put back. */
export function maskSecrets(text: string): string {
  let masked = '';
  let from = 0;
  for (const { start, end, kind } of findSensitive(text, MASKED_KINDS)) {
    masked += text.slice(from, start) + maskFor(text.slice(start, end), kind);
    from = end;
  }
  return masked + text.slice(from);
}

/** Says of what Parley issues what it was: that helps whoever reads the log, and nobody else. */
function maskFor(value: string, kind: SensitiveKind): string {
  if (kind === 'secrets' && value.startsWith('prl_')) return 'prl_[masked]';
  return kind === 'secrets' && value.startsWith('eyJ') ? '[masked token]' : MASKS[kind];
}
