import type { Tool } from '../../models/evidence.ts';
import { askHistoryTool } from './ask-history.ts';
import { countIncidentsTool } from './count-incidents.ts';
import { findRunbooksTool } from './find-runbooks.ts';
import { getIncidentTool } from './get-incident.ts';
import { getPatternTool } from './get-pattern.ts';
import { listIncidentsTool } from './list-incidents.ts';
import { listInsightsTool } from './list-insights.ts';
import { listPatternsTool } from './list-patterns.ts';
import { measureIncidentsTool } from './measure-incidents.ts';
import { searchIncidentsTool } from './search-incidents.ts';
import { similarIncidentsTool } from './similar-incidents.ts';
import type { ToolParts } from './tool-parts.ts';

/** Every look-up in a tenant's incidents, and in what is known of several of them together. Adding one is adding its file and its entry. */
export const historyTools = (parts: ToolParts): readonly Tool[] =>
  [
    countIncidentsTool,
    listIncidentsTool,
    measureIncidentsTool,
    getIncidentTool,
    searchIncidentsTool,
    similarIncidentsTool,
    listPatternsTool,
    getPatternTool,
    findRunbooksTool,
    listInsightsTool,
    askHistoryTool,
  ].map((create) => create(parts));
