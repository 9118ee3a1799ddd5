import { z } from 'zod';
import type { Call } from '../surface.ts';
import { operation } from '../surface.ts';

const settings = z.object({ name: z.string(), assistant_enabled: z.boolean() });
const change = z.object({ assistant_enabled: z.boolean() });
const example = { name: 'acme', assistant_enabled: true };

async function show({ c, services, caller }: Pick<Call, 'c' | 'services' | 'caller'>): Promise<Response> {
  const { name, assistantEnabled } = await services.tenant.read(caller.tenantId);
  return c.json({ name, assistant_enabled: assistantEnabled });
}

const read = operation({
  method: 'GET',
  path: '/v1/tenant',
  id: 'getTenant',
  summary: 'Your organisation',
  access: { scopes: ['tenant:read', 'tenant:write'] },
  answers: { 200: { description: 'Its name and settings.', schema: settings, example } },
  handle: show,
});

const update = operation({
  method: 'PATCH',
  path: '/v1/tenant',
  id: 'updateTenant',
  summary: 'Switch the assistant on or off for everybody of your organisation',
  access: { roles: ['admin'], scopes: ['tenant:write'] },
  body: change,
  answers: { 200: { description: 'As it is now.', schema: settings, example } },
  example: { body: { assistant_enabled: true } },
  async handle(call) {
    const { services, caller, body } = call;
    await services.tenant.setAssistantEnabled(caller.tenantId, body.assistant_enabled);
    return show(call);
  },
});

export const tenantOperations = [read, update];
