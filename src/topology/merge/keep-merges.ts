import { newId, type Uuid } from '../../core/ids.ts';
import type { NameMerge } from '../../core/topology.ts';
import type { Tx } from '../../db/db.ts';
import type { ProjectKey } from '../../store/topology-imports.ts';
import { deleteMerges, type MergeWrite, type StoredMerge, writeMerges } from '../../store/topology-merges.ts';
import type { MergedGraph, NameLink } from './merged-graph.ts';
import { thingId } from './named-things.ts';

interface Merging {
  readonly stored: readonly StoredMerge[];
  readonly merged: MergedGraph;
  /** Of each merged node. */
  readonly ids: readonly Uuid[];
  readonly by: string;
}

/**
 * Brings the rows of merges to what was merged. What a rule gives no cause for any more ends; what was decided by hand or
 * undone stays. Gives those that are new. Scope: the tenant.
 */
export async function keepMerges(
  tx: Tx,
  key: ProjectKey,
  { stored, merged, ids, by }: Merging,
): Promise<NameMerge[]> {
  const active = new Map(
    stored.filter(({ undoneAt }) => undoneAt === null).map((merge) => [linkKey(merge), merge]),
  );
  const nodeIds = new Map(
    merged.nodes.flatMap(({ kind, names }, place) =>
      names.map((name) => [thingId({ kind, name }), ids[place] as Uuid] as const),
    ),
  );
  const [writes, fresh]: [MergeWrite[], NameMerge[]] = [[], []];
  for (const link of merged.links) {
    const nodeId = nodeIds.get(thingId({ kind: link.kind, name: link.alias })) as Uuid;
    const old = active.get(linkKey(link));
    active.delete(linkKey(link));
    if (old && old.nodeId === nodeId && samePlace(old, link)) continue;
    const { kind, name, alias, rule } = old ?? link;
    const merge = { id: old?.id ?? newId(), nodeId, kind, name, alias, rule, place: link.place };
    writes.push({ ...merge, createdBy: by });
    if (old === undefined) fresh.push(toNameMerge(merge));
  }
  const ended = [...active.values()].filter(({ rule }) => rule !== 'by hand');
  await deleteMerges(
    tx,
    key,
    ended.map(({ id }) => id),
  );
  await writeMerges(tx, key, writes);
  return fresh;
}

const toNameMerge = ({ id, nodeId, kind, alias, rule, place }: NameMerge): NameMerge => ({
  ...{ id, nodeId, kind, alias, rule, place },
});

/** Which of two names counts as the alias may change with what else is said of them. */
function linkKey({ kind, alias, name, rule }: Pick<NameLink, 'kind' | 'alias' | 'name' | 'rule'>): string {
  const pair = rule === 'by hand' ? [alias, name].sort() : [alias, name];
  return [kind, rule, ...pair].join('\0');
}

const samePlace = (one: { place: NameLink['place'] }, other: { place: NameLink['place'] }): boolean =>
  one.place?.file === other.place?.file && one.place?.line === other.place?.line;
