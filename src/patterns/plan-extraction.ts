import { newId, type Uuid } from '../core/ids.ts';
import type { PlacedCluster, StartingPattern } from './cluster/place-incidents.ts';

/** A stored pattern, with what tells which of two goes on. */
export interface StoredPattern extends StartingPattern {
  readonly isVanished: boolean;
  /** As stored: other than its members where an incident was deleted. */
  readonly occurrences: number;
  /** Nothing is told of its incidents yet. */
  readonly isUntold: boolean;
}

/** What becomes of one pattern: only those of which something changes. */
export interface PatternChange {
  readonly id: Uuid;
  readonly isNew: boolean;
  /** Had fewer than two incidents before, and has two or more again. */
  readonly isBack: boolean;
  /** Has fewer than two incidents from now on. */
  readonly isGone: boolean;
  readonly members: readonly Uuid[];
  readonly joined: readonly Uuid[];
  readonly left: readonly Uuid[];
  /** Patterns that became part of it. */
  readonly merged: readonly Uuid[];
}

/**
 * What is to be written so that the stored patterns become the clusters. A cluster of several patterns goes on under
 * the settled one, else the largest, else the oldest. A pattern is changed where its members are, or where `changed` names
 * one of them or nothing is told of it: it is told anew.
 */
export function planExtraction(
  stored: readonly StoredPattern[],
  clusters: readonly PlacedCluster[],
  changed: ReadonlySet<Uuid>,
): PatternChange[] {
  const byId = new Map(stored.map((pattern) => [pattern.id, pattern]));
  const gone = new Set(byId.keys());
  const changes: PatternChange[] = [];
  for (const { patterns, members } of clusters) {
    const [first, ...merged] = patterns
      .flatMap((id) => byId.get(id) ?? [])
      .sort((a, b) => weight(b) - weight(a) || (a.id < b.id ? -1 : 1));
    for (const id of patterns) gone.delete(id);
    const change = changeOf(
      first,
      members,
      merged.map(({ id }) => id),
    );
    const { joined, left, isNew, isBack, isGone } = change;
    const isMoved = joined.length + left.length + merged.length > 0 || isNew || isBack || isGone;
    const isTouched = isMoved || first?.isUntold || first?.occurrences !== members.length;
    if (isTouched || members.some((id) => changed.has(id))) changes.push(change);
  }
  for (const id of gone) {
    const pattern = byId.get(id);
    if (pattern !== undefined && (!pattern.isVanished || pattern.members.length > 0))
      changes.push(changeOf(pattern, [], []));
  }
  return changes;
}

const weight = ({ isSettled, isVanished, members }: StoredPattern): number =>
  (isSettled ? 1e9 : 0) + (isVanished ? 0 : members.length);

function changeOf(
  before: StoredPattern | undefined,
  members: readonly Uuid[],
  merged: readonly Uuid[],
): PatternChange {
  const had = new Set(before?.members);
  const has = new Set(members);
  return {
    id: before?.id ?? newId(),
    isNew: before === undefined,
    isBack: before?.isVanished === true && members.length > 1,
    isGone: before?.isVanished === false && members.length < 2,
    members,
    joined: members.filter((id) => !had.has(id)),
    left: [...had].filter((id) => !has.has(id)),
    merged,
  };
}
