import { z } from 'zod';
import type { Tool } from '../../models/evidence.ts';
import { getIncidents } from '../../store/incident-queries.ts';
import { runQuery } from '../../store/query.ts';
import { incidentEvidence } from '../record-evidence.ts';
import { defineTool } from './define-tool.ts';
import { incidentsCalled, MOST_REFERENCE_CHARACTERS } from './incidents-called.ts';
import { MOST_RESULT_CHARACTERS } from './plan-evidence.ts';
import type { ToolParts } from './tool-parts.ts';

/** The record of one incident in words. */
export const getIncidentTool = (parts: ToolParts): Tool =>
  defineTool({
    name: 'get_incident',
    description:
      'Reads the record of one incident: times, durations, service, severity, cause, impact, resolution, timeline and action items, as far as they are recorded.',
    input: z.strictObject({
      incident: z
        .string()
        .min(1)
        .max(MOST_REFERENCE_CHARACTERS)
        .describe('Its id, as evidence tells it, or its exact title.'),
    }),
    step: 'Read an incident',
    async run({ incident }, request) {
      const { tenantId } = request.context;
      const ids = await incidentsCalled(incident, request, parts);
      const found = await runQuery(parts.db, { tenantId }, getIncidents(tenantId, ids));
      const most = Math.floor(MOST_RESULT_CHARACTERS / Math.max(1, found.length));
      return found.map((each) => incidentEvidence(each, most));
    },
  });
