import type { Reply } from '../../analyst/phrase/reply.ts';
import type { LinkedService } from './linked-services.ts';
import { sayServices } from './say-services.ts';

/** Services under whose names the whole history has no incident; null where each has one. */
export function sayUnnamed(linked: readonly LinkedService[]): string | null {
  const unnamed = linked.filter(({ names }) => names.length === 0).map(({ service }) => service);
  if (unnamed.length === 0) return null;
  return `The history has no incident at all under the name of: ${sayServices(unnamed)}.`;
}

/** The reply, and beside it which services it cannot speak of. */
export function withUnnamed(reply: Reply, linked: readonly LinkedService[]): Reply {
  const unnamed = sayUnnamed(linked);
  return unnamed === null ? reply : { ...reply, text: `${reply.text}\n${unnamed}` };
}
