import { assistantChat } from './assistant-chat/assistant-chat.ts';
import { importFiles } from './imports/imports.ts';
import { incidentChat } from './incident-chat/incident-chat.ts';
import { keyOperations } from './keys/keys.ts';
import { memoryErrors } from './memory-chat/errors.ts';
import { memoryChat } from './memory-chat/memory-chat.ts';
import { projectChat } from './project-chat/project-chat.ts';
import { ragChat } from './rag-chat/rag-chat.ts';
import { stopTurn } from './running-turns/stop-turn.ts';
import type { Surface } from './surface.ts';
import { tenantOperations } from './tenant/tenant.ts';
import { usageOperation } from './usage/usage.ts';

/** Parley's own endpoints, which belong to no published API; every address that is nobody's counts as theirs. */
const own: Surface = {
  name: 'Parley',
  description: 'What Parley has beside the five chat APIs.',
  prefixes: ['/'],
  errors: memoryErrors,
  operations: [importFiles, stopTurn, ...tenantOperations, ...keyOperations, usageOperation],
};

/** Every wire format. Adding a dialect is adding its folder and its row. */
export const SURFACES: readonly Surface[] = [
  incidentChat,
  projectChat,
  memoryChat,
  ragChat,
  assistantChat,
  own,
];
