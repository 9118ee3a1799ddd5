import { createHash } from 'node:crypto';
import type { NodeDraft, NodeKind, NodeReference } from '../../core/topology.ts';
import { nameKey } from './name-key.ts';

/** Kinds of which a file can give one thing the name of another. */
export const WITH_ALIASES: readonly NodeKind[] = ['service', 'api', 'system', 'owner', 'resource'];

/** The same for things of one kind whose names are the same words. */
export const thingKey = ({ kind, name }: NodeReference): string => `${kind}:${nameKey(name)}`;

/** The names that what is said of a thing gives to others. */
export const aliasesOf = ({ kind, aliases }: NodeDraft): NodeReference[] =>
  WITH_ALIASES.includes(kind) ? aliases.map((name) => ({ kind, name })) : [];

/** A key as the store finds it: a signed number of 64 bits, which another key may have as well. */
export const hashOf = (key: string): string =>
  createHash('sha256').update(key).digest().readBigInt64BE().toString();
