import type { Uuid } from '../../core/ids.ts';
import type { RelationType } from '../../core/topology.ts';
import type { Tx } from '../../db/db.ts';
import type { ProjectKey } from '../../store/topology-imports.ts';
import { countConnections } from '../../store/topology-parts.ts';
import {
  selectReachable,
  selectRingIds,
  selectRingMembers,
  selectStepsFrom,
  writeRingIds,
} from '../../store/topology-rings.ts';
import { findRings } from './find-rings.ts';

/** An edge as it leads from one stored node to another. */
interface EdgeWay {
  readonly type: RelationType;
  readonly fromId: Uuid;
  readonly toId: Uuid;
}

/**
 * Brings what nodes tell of their place in the graph to the edges that are stored now, where these led elsewhere before:
 * how many hang on a node, and which ring it lies on. Scope: the tenant.
 */
export async function refreshFigures(
  tx: Tx,
  key: ProjectKey,
  before: readonly EdgeWay[],
  after: readonly EdgeWay[],
): Promise<void> {
  const [came, went] = [without(after, before), without(before, after)];
  const ends = [...came, ...went].flatMap(({ fromId, toId }) => [fromId, toId]);
  await countConnections(tx, key, [...new Set(ends)]);
  const isStep = ({ type }: EdgeWay) => type === 'calls' || type === 'dependsOn';
  await refreshRings(tx, key, came.filter(isStep), went.filter(isStep));
}

const wayKey = ({ type, fromId, toId }: EdgeWay): string => `${type} ${fromId} ${toId}`;

function without(ways: readonly EdgeWay[], others: readonly EdgeWay[]): EdgeWay[] {
  const known = new Set(others.map(wayKey));
  return ways.filter((way) => !known.has(wayKey(way)));
}

/**
 * A new ring leads through a step that came, so it lies among what such steps lead to and what leads to them; an old one
 * ends only with a step that went. What lies on neither stays on the ring that it lies on.
 */
async function refreshRings(
  tx: Tx,
  key: ProjectKey,
  came: readonly EdgeWay[],
  went: readonly EdgeWay[],
): Promise<void> {
  const places = [...new Set([...(await closedBy(tx, key, came)), ...(await brokenBy(tx, key, went))])];
  if (places.length === 0) return;
  const known = await selectRingIds(tx, key, places);
  const placeOf = new Map(places.map((id, place) => [id, place]));
  const steps = (await selectStepsFrom(tx, key, places)).flatMap(({ from, to }) => {
    const [start, end] = [placeOf.get(from), placeOf.get(to)];
    return start === undefined || end === undefined ? [] : [{ from: start, to: end }];
  });
  const rings = findRings(places.length, steps);
  const smallest = new Map<number, Uuid>();
  for (const [place, ring] of rings.entries()) {
    const id = places[place] as Uuid;
    if (ring !== undefined && id < (smallest.get(ring) ?? '~')) smallest.set(ring, id);
  }
  const found = places.map((id, place) => ({ id, ringId: smallest.get(rings[place] ?? -1) ?? null }));
  await writeRingIds(
    tx,
    key,
    found.filter(({ id, ringId }) => known.has(id) && known.get(id) !== ringId),
  );
}

/** Nodes among which steps that came may have closed a ring. */
async function closedBy(tx: Tx, key: ProjectKey, came: readonly EdgeWay[]): Promise<Uuid[]> {
  if (came.length === 0) return [];
  const [starts, ends] = [came.map(({ fromId }) => fromId), came.map(({ toId }) => toId)];
  const leading = new Set(await selectReachable(tx, key, [...new Set(starts)], 'in'));
  if (!ends.some((id) => leading.has(id))) return [];
  const led = await selectReachable(tx, key, [...new Set(ends)], 'out');
  return led.filter((id) => leading.has(id));
}

/** Nodes of the rings on which steps that went may have lain. */
async function brokenBy(tx: Tx, key: ProjectKey, went: readonly EdgeWay[]): Promise<Uuid[]> {
  if (went.length === 0) return [];
  const rings = await selectRingIds(tx, key, [
    ...new Set(went.flatMap(({ fromId, toId }) => [fromId, toId])),
  ]);
  const broken = [...new Set(rings.values())].filter((ring) => ring !== null);
  return broken.length === 0 ? [] : selectRingMembers(tx, key, broken);
}
