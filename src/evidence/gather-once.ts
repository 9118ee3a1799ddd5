import type { AnswerRequest } from '../models/answerer.ts';
import type { EvidenceSource, Gathered } from '../models/evidence.ts';

/** The source, asked once a request: a model that takes over from another rests on the same evidence. */
export function gatherOnce(source: EvidenceSource): EvidenceSource {
  const held = new WeakMap<AnswerRequest, Promise<Gathered>>();
  return {
    tools: source.tools,
    gather(request) {
      const known = held.get(request);
      if (known) return known;
      const gathering = source.gather(request);
      held.set(request, gathering);
      // What failed may succeed for the next model.
      gathering.catch(() => held.delete(request));
      return gathering;
    },
  };
}
