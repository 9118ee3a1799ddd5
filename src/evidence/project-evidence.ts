import type { EvidenceSource } from '../models/evidence.ts';
import { sayUnknownProject } from './unknown-project.ts';

/** The tenant's incidents, and beside them that nothing else is known of the project. */
export const createProjectEvidence = (history: EvidenceSource): EvidenceSource => ({
  tools: history.tools,
  async gather(request) {
    const gathered = await history.gather(request);
    if (request.ground.kind !== 'project') return gathered;
    const unknown = { text: sayUnknownProject(request.ground.slug), citations: [], isAbsence: true } as const;
    return { ...gathered, evidence: [...gathered.evidence, unknown] };
  },
});
