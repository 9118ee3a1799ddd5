/** Who may read what is drawn from the incidents, and who may add to it. */
export const KNOWLEDGE_READ = {
  roles: ['admin', 'member'],
  scopes: ['knowledge:read', 'ai.chat:read'],
} as const;
export const KNOWLEDGE_WRITE = { roles: ['admin', 'member'], scopes: ['knowledge:write'] } as const;
