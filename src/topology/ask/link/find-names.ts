import type { NodeName } from '../../topology-graph.ts';
import type { NameIndex, Tier } from './name-index.ts';
import { singularKey, withoutServiceEnding, withoutServiceWord, wordsOfName } from './name-keys.ts';

/** Nodes that a text may name, and how well. */
export interface NamedNode {
  readonly node: NodeName;
  readonly tier: Tier;
}

/** What a text is compared by; the keys of neighbouring words are joined to those of more words. */
interface NameKeys {
  readonly lower: string;
  readonly compact: string;
  readonly singular: string;
}

/** Nodes whose name or alias the text is, however it is spelled, the best first; empty where there is none. */
export function findSameName(keys: NameKeys, index: NameIndex): NamedNode[] {
  const found = new Map<NodeName, Tier>();
  const keep = (tier: Tier, key: string): void => {
    for (const node of index.byTier[tier].get(key) ?? []) if (!found.has(node)) found.set(node, tier);
  };
  keep('exact', keys.lower);
  keep('alias', keys.lower);
  keep('spelling', keys.compact);
  if (found.size === 0) keep('plural', keys.singular);
  // `cart` may be a message, and what is short for `cartservice`: the question decides.
  if (found.size > 0) keep('service word', keys.singular);
  return [...found].map(([node, tier]) => ({ node, tier }));
}

/**
 * Nodes that the text names but for the word “service”, or by the last words of their name. A text that says “service”
 * is not the name of something that is called otherwise beyond that.
 */
export function findLooseName(text: string, index: NameIndex): NamedNode[] {
  const words = wordsOfName(text);
  const bare = withoutServiceWord(words);
  if (bare.length === 0) return [];
  const key = withoutServiceEnding(singularKey(bare));
  const byWord = [...(index.byTier['service word'].get(key) ?? []), ...(index.byTier.plural.get(key) ?? [])];
  if (byWord.length > 0) return unique(byWord).map((node) => ({ node, tier: 'service word' }));
  const loose = index.byTier.loose.get(singularKey(words)) ?? index.byTier.loose.get(singularKey(bare)) ?? [];
  return unique(loose).map((node) => ({ node, tier: 'loose' }));
}

const unique = (nodes: readonly NodeName[]): NodeName[] => [...new Set(nodes)];
