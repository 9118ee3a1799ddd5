import { z } from 'zod';
import { prefixedId } from '../../core/ids.ts';
import { EXAMPLE_ID, idText, prefixedIdText, timeText } from '../ids.ts';
import { operation } from '../surface.ts';

const key = z.object({
  id: prefixedIdText('key'),
  prefix: z.string(),
  name: z.string().nullable(),
  role: z.enum(['admin', 'member', 'viewer']),
  scopes: z.array(z.string()),
  rateRead: z.string().nullable(),
  rateWrite: z.string().nullable(),
  createdAt: timeText(),
  expiresAt: timeText().nullable(),
  lastUsedAt: timeText().nullable(),
  revokedAt: timeText().nullable(),
});

const example: z.input<typeof key> = {
  id: prefixedId('key', EXAMPLE_ID),
  prefix: '8lBeUz7vkE',
  name: 'wiki',
  role: 'member',
  scopes: ['ai.chat:write'],
  rateRead: null,
  rateWrite: '100/60s',
  createdAt: '2026-01-15T08:30:00.000Z',
  expiresAt: null,
  lastUsedAt: '2026-01-15T09:00:00.000Z',
  revokedAt: null,
};

const ACCESS = { roles: ['admin'], scopes: ['keys:write'] } as const;

const list = operation({
  method: 'GET',
  path: '/v1/keys',
  id: 'listKeys',
  summary: 'The API keys of your organisation, without their secrets, newest first',
  access: ACCESS,
  answers: {
    200: {
      description: 'All of them.',
      schema: z.object({ items: z.array(key) }),
      example: { items: [example] },
    },
  },
  async handle({ c, services, caller }) {
    const keys = await services.keys.list(caller.tenantId);
    return c.json({
      items: keys.map(({ tenantId: _, ...each }) => ({ ...each, id: prefixedId('key', each.id) })),
    });
  },
});

const revoke = operation({
  method: 'DELETE',
  path: '/v1/keys/{id}',
  id: 'revokeKey',
  summary: 'End a key, at once',
  access: ACCESS,
  params: z.object({ id: idText('key') }),
  refusals: ['not_found'],
  answers: { 204: { description: 'No request with it is answered any longer.' } },
  example: { params: { id: prefixedId('key', EXAMPLE_ID) } },
  async handle({ c, services, caller, params }) {
    await services.keys.revoke(caller.tenantId, params.id);
    return c.body(null, 204);
  },
});

export const keyOperations = [list, revoke];
