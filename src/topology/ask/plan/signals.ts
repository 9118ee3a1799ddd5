import type { NodeKind } from '../../../core/topology.ts';
import type { NodeName } from '../../topology-graph.ts';
import type { NamedNode } from '../link/find-names.ts';
import type { Meaning, MeaningKind } from '../read/meanings.ts';
import { ofKinds } from '../read/of-kinds.ts';
import {
  type Claim,
  meaningOf,
  type NameClaim,
  type NumberClaim,
  type PhraseClaim,
  type Reading,
  type UnknownClaim,
} from '../read/reading.ts';
import type { Refusal } from './plan.ts';

type Ask = Extract<Meaning, { kind: 'ask' }>['ask'];

/** What a question says, by kind of claim. */
export class Signals {
  readonly reading: Reading;
  readonly claims: readonly Claim[];
  readonly names: readonly NameClaim[];
  readonly unknown: readonly UnknownClaim[];
  readonly numbers: readonly NumberClaim[];

  constructor(reading: Reading) {
    this.reading = reading;
    this.claims = reading.claims;
    this.names = reading.claims.filter((claim) => claim.type === 'name');
    this.unknown = reading.claims.filter((claim) => claim.type === 'unknown');
    this.numbers = reading.claims.filter((claim) => claim.type === 'number');
  }

  has(...kinds: readonly MeaningKind[]): boolean {
    return this.claims.some((claim) => kinds.some((kind) => meaningOf(claim, kind)));
  }

  asks(ask: Ask): boolean {
    return this.claims.some(
      (claim) =>
        claim.type === 'phrase' && claim.meanings.some((each) => each.kind === 'ask' && each.ask === ask),
    );
  }

  /** Claims that may have a meaning of that kind, with the meaning. */
  all<Kind extends MeaningKind>(
    kind: Kind,
  ): { claim: PhraseClaim; meaning: Extract<Meaning, { kind: Kind }> }[] {
    return this.claims.flatMap((claim) => {
      const meaning = meaningOf(claim, kind);
      return meaning && claim.type === 'phrase' ? [{ claim, meaning }] : [];
    });
  }

  /** The claim before or after, other than words that say nothing. */
  neighbour(claim: Claim, step: -1 | 1): Claim | undefined {
    for (let at = this.claims.indexOf(claim) + step; ; at += step) {
      const next = this.claims[at];
      if (next === undefined || !isFiller(next)) return next;
    }
  }

  /** Kinds that nouns of the question ask for; null where none does. */
  get kinds(): readonly NodeKind[] | null {
    const kinds = this.all('noun').flatMap(({ meaning }) => meaning.kinds);
    return kinds.length > 0 ? [...new Set(kinds)] : null;
  }

  /** “is …”, “does …”: yes or no is asked. */
  get isYesNo(): boolean {
    const first = this.claims.find((claim) => !isFiller(claim) && !meaningOf(claim, 'and'));
    if (first?.type !== 'phrase') return false;
    const opens = first.meanings.some(
      ({ kind, ...rest }) =>
        kind === 'aux' || kind === 'be' || kind === 'have' || ('ask' in rest && rest.ask === 'exists'),
    );
    return opens && !this.asks('who') && !this.asks('which');
  }
}

const isFiller = (claim: Claim): boolean => meaningOf(claim, 'filler') !== undefined;

type Chosen = { readonly nodes: readonly NodeName[] } | { readonly refused: Refusal };

/**
 * The node that a name stands for where `preferred` kinds are wanted and `fitting` ones will do. The words settle
 * which of equally named nodes is meant; where they leave several, the asker is asked.
 */
export function choose(
  claim: NameClaim,
  preferred: readonly NodeKind[] | null,
  fitting: readonly NodeKind[] | null = preferred,
): Chosen {
  if (claim.reference) return chooseReference(claim, preferred, fitting);
  const named = claim.candidates;
  if (claim.isSettled) return { nodes: named.map(({ node }) => node) };
  const allowed = fitting ? named.filter(({ node }) => fitting.includes(node.kind)) : named;
  if (allowed.length === 0) {
    const [first] = named;
    return {
      refused: first
        ? { kind: 'mismatch', node: first.node, wanted: fitting ?? [] }
        : { kind: 'not understood' },
    };
  }
  const wanted = preferred && !claim.kinds ? firstOfKinds(allowed, preferred) : [];
  const pool = wanted.length > 0 ? wanted : allowed;
  const first = pool[0];
  // “payments” is not `payments-team` where a service is meant.
  if (first?.tier === 'loose' && preferred && wanted.length === 0 && !claim.kinds)
    return { refused: strangerOf(claim) };
  const best = first?.tier;
  const top = pool.filter(({ tier }) => tier === best).map(({ node }) => node);
  const meant = top.length > 1 ? serviceAmong(top) : top;
  return meant.length === 1 ? { nodes: meant } : { refused: { kind: 'ambiguous', claim, options: top } };
}

/** Candidates of the first of the kinds that has any. */
function firstOfKinds(candidates: readonly NamedNode[], kinds: readonly NodeKind[]): NamedNode[] {
  for (const kind of kinds) {
    const found = candidates.filter(({ node }) => node.kind === kind);
    if (found.length > 0) return found;
  }
  return ofKinds(candidates, kinds);
}

/** A service and the API or the resource that is called like it are one to those who speak of them. */
function serviceAmong(nodes: readonly NodeName[]): readonly NodeName[] {
  const services = nodes.filter(({ kind }) => kind === 'service');
  const isOne = nodes.every(({ kind }) => kind === 'service' || kind === 'api' || kind === 'resource');
  return isOne && services.length === 1 ? services : nodes;
}

const strangerOf = ({ from, to, written, start, end, kinds }: NameClaim): Refusal => ({
  kind: 'unknown name',
  claim: { type: 'unknown', from, to, written, start, end, isName: true, kinds, others: [] },
});

function chooseReference(
  claim: NameClaim,
  preferred: readonly NodeKind[] | null,
  fitting: readonly NodeKind[] | null,
): Chosen {
  const { groups, isPlural } = claim.reference ?? { groups: [], isPlural: false };
  for (const kinds of [preferred, fitting, null]) {
    for (const group of groups) {
      const nodes = kinds ? group.filter(({ kind }) => kinds.includes(kind)) : group;
      if (nodes.length === 1 || (isPlural && nodes.length > 0)) return { nodes };
      if (nodes.length > 1) return { refused: { kind: 'ambiguous', claim, options: nodes } };
    }
    if (kinds === null) break;
  }
  return { refused: { kind: 'not understood' } };
}
