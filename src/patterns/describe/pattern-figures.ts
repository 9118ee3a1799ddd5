import type { Uuid } from '../../core/ids.ts';
import type { Pattern, SharedTerms, SignatureField } from '../../core/pattern.ts';
import { Cluster } from '../cluster/cluster.ts';
import type { IncidentVectors } from '../likeness/incident-vectors.ts';
import { similarityOf } from '../likeness/likeness-scale.ts';

/** A term by which described failures are found to be like a pattern. */
interface ProfileTerm {
  readonly term: string;
  /** Mean weight in the vectors of the members. */
  readonly weight: number;
  /** How much it counts in the tenant, 0 to 1. */
  readonly rarity: number;
}

export interface PatternFigures {
  /** Mean similarity of two members, 0 to 1. */
  readonly coherence: number;
  readonly members: readonly {
    readonly incidentId: Uuid;
    readonly similarity: number;
    readonly reasons: readonly SharedTerms[];
  }[];
  readonly shared: Pattern['shared'];
  readonly profile: readonly ProfileTerm[];
}

const MOST_SHARED = 12;
const MOST_REASONS = 8;
/** A reason makes up at least this part of a member's likeness. */
const LEAST_REASON = 0.04;
const MOST_PROFILE = 60;

/** What a pattern's members have in common, by the vectors of their signatures. */
export function figuresOf(incidents: IncidentVectors, ids: readonly Uuid[]): PatternFigures {
  const vectors = ids.map((id) => incidents.of(id));
  const cluster = new Cluster(vectors, [...ids.keys()]);
  return {
    coherence: similarityOf(Math.min(1, cluster.coherence())),
    members: ids.map((incidentId, place) => ({
      incidentId,
      similarity: similarityOf(Math.min(1, cluster.likenessOf(place))),
      reasons: reasonsOf(incidents, incidentId, cluster),
    })),
    shared: sharedBy(incidents, ids, cluster),
    profile: profileOf(incidents, cluster),
  };
}

const byWeight = (a: readonly [number, number], b: readonly [number, number]): number =>
  b[1] - a[1] || a[0] - b[0];

function reasonsOf(incidents: IncidentVectors, id: Uuid, cluster: Cluster): SharedTerms[] {
  const { terms, weights } = incidents.of(id);
  const parts = [...terms].map((term, place): [number, number] => {
    const weight = weights[place] ?? 0;
    return [term, weight * ((cluster.sums.get(term) ?? 0) - weight)];
  });
  const whole = parts.reduce((sum, [, part]) => sum + part, 0);
  const shown = incidents.shownOf(id);
  const reasons = new Map<SignatureField, string[]>();
  for (const [term, part] of parts.sort(byWeight).slice(0, MOST_REASONS)) {
    const as = shown.get(term);
    if (as === undefined || part <= LEAST_REASON * whole) continue;
    reasons.set(as.field, [...(reasons.get(as.field) ?? []), as.shown]);
  }
  return [...reasons].map(([field, terms]) => ({ field, terms }));
}

function sharedBy(incidents: IncidentVectors, ids: readonly Uuid[], cluster: Cluster): Pattern['shared'] {
  const heaviest = [...cluster.sums].sort(byWeight).slice(0, 3 * MOST_SHARED);
  const told = ids.map((id) => incidents.shownOf(id));
  return heaviest
    .flatMap(([term]) => {
      const having = told.flatMap((shown) => shown.get(term) ?? []);
      const [usual] = [...Map.groupBy(having, ({ shown }) => shown.toLowerCase()).values()].sort(
        (a, b) => b.length - a.length || ((a[0]?.shown ?? '') < (b[0]?.shown ?? '') ? -1 : 1),
      );
      const first = usual?.[0];
      return first === undefined ? [] : [{ term: first.shown, field: first.field, incidents: having.length }];
    })
    .filter((term) => term.incidents >= 2 && term.incidents * 3 >= ids.length)
    .slice(0, MOST_SHARED);
}

const profileOf = (incidents: IncidentVectors, cluster: Cluster): ProfileTerm[] =>
  [...cluster.sums]
    .sort(byWeight)
    .slice(0, MOST_PROFILE)
    .filter(([, sum]) => sum > 0)
    .map(([term, sum]) => ({
      term: incidents.termOf(term),
      weight: sum / Math.max(1, cluster.size),
      rarity: incidents.rarityOf(term),
    }));
