/** What a project's graph can hold. */
export const MAX_NODES = 20_000;
export const MAX_EDGES = 100_000;
/** The source of what came through the interface, which counts more than what files say. */
export const API_SOURCE = 'api';
