/** An edge from one place to another. */
export interface PlaceEdge {
  readonly from: number;
  readonly to: number;
}

/**
 * For each of `count` places the smallest place that it can reach and be reached from, where that is a ring; undefined
 * for a place on no ring. Tarjan, “Depth-First Search and Linear Graph Algorithms” (1972), without recursion.
 */
export function findRings(count: number, edges: readonly PlaceEdge[]): (number | undefined)[] {
  const next: number[][] = Array.from({ length: count }, () => []);
  for (const { from, to } of edges) next[from]?.push(to);
  const rings: (number | undefined)[] = Array.from({ length: count });
  const order = new Int32Array(count).fill(-1);
  const lowest = new Int32Array(count);
  const isOpen = new Uint8Array(count);
  const open: number[] = [];
  let met = 0;

  const enter = (place: number) => {
    order[place] = lowest[place] = met++;
    isOpen[place] = 1;
    open.push(place);
  };
  const leave = (place: number) => {
    if (lowest[place] !== order[place]) return;
    const members = open.splice(open.lastIndexOf(place));
    for (const member of members) isOpen[member] = 0;
    if (members.length === 1) return;
    const smallest = members.reduce((one, other) => Math.min(one, other));
    for (const member of members) rings[member] = smallest;
  };
  const lower = (place: number, to: number) => {
    lowest[place] = Math.min(lowest[place] as number, to);
  };

  for (let start = 0; start < count; start++) {
    if (order[start] !== -1) continue;
    enter(start);
    const walk = [{ place: start, at: 0 }];
    for (let top = walk.at(-1); top !== undefined; top = walk.at(-1)) {
      const to = next[top.place]?.[top.at++];
      if (to === undefined) {
        walk.pop();
        leave(top.place);
        const above = walk.at(-1);
        if (above) lower(above.place, lowest[top.place] as number);
      } else if (order[to] === -1) {
        enter(to);
        walk.push({ place: to, at: 0 });
      } else if (isOpen[to]) lower(top.place, order[to] as number);
    }
  }
  return rings;
}
