import type { Tool } from '../../models/evidence.ts';
import { askHistoryTool } from './ask-history.ts';
import { countIncidentsTool } from './count-incidents.ts';
import { getIncidentTool } from './get-incident.ts';
import { listIncidentsTool } from './list-incidents.ts';
import { measureIncidentsTool } from './measure-incidents.ts';
import { searchIncidentsTool } from './search-incidents.ts';
import { similarIncidentsTool } from './similar-incidents.ts';
import type { ToolParts } from './tool-parts.ts';

/** Every look-up in a tenant's incidents. Adding one is adding its file and its entry. */
export const historyTools = (parts: ToolParts): readonly Tool[] =>
  [
    countIncidentsTool,
    listIncidentsTool,
    measureIncidentsTool,
    getIncidentTool,
    searchIncidentsTool,
    similarIncidentsTool,
    askHistoryTool,
  ].map((create) => create(parts));
