import { ParleyError } from '../core/errors.ts';
import { shorten } from '../lib/shorten.ts';
import type { Brand } from '../store/brands.ts';

const MAX_ECHOED_CHARACTERS = 60;

/**
 * The collections that `rag_scope` names, each once: one name, or several with commas between them. Empty for a blank
 * text, which narrows nothing. Throws `invalid_input` (`rag_scope`) for a name that the brand does not have.
 */
export function requireScopesOf(brand: Pick<Brand, 'scopes'>, ragScope: string): string[] {
  if (ragScope.trim() === '') return [];
  const known = new Set(brand.scopes);
  const names = new Set<string>();
  for (const part of ragScope.split(',')) {
    const name = part.trim();
    if (!known.has(name)) throw unknownScope(name);
    names.add(name);
  }
  return [...names];
}

const unknownScope = (name: string) =>
  new ParleyError(
    'invalid_input',
    `The brand has no collection ${JSON.stringify(shorten(name, MAX_ECHOED_CHARACTERS))}.`,
    { subject: 'rag_scope' },
  );
