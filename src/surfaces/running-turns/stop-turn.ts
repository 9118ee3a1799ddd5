import { z } from 'zod';
import { parseId } from '../../core/ids.ts';
import { operation } from '../surface.ts';

export const exampleTurnId = 'checkout-bot-4711';

const params = z.object({ turn_id: z.string().min(1).max(100) });

/** Ends a turn of the caller that is being answered: its model is asked no further, and what was said is kept. */
export const stopTurn = operation({
  method: 'DELETE',
  path: '/v1/turns/{turn_id}',
  id: 'stopTurn',
  summary: 'Stop an answer that is being given',
  description:
    'Names the running turn by the `X-Request-Id` of the request that began it, or by its session. What was said until now is kept in the history, marked as interrupted, and what was used is charged. Turns run in one process: behind several, the request has to reach that one.',
  access: { roles: ['admin', 'member'], scopes: ['ai.chat:write'] },
  params,
  example: { params: { turn_id: exampleTurnId } },
  refusals: ['not_found'],
  answers: { 204: { description: 'It is being stopped.' } },
  handle({ c, services, caller, params: { turn_id: id } }) {
    services.stopTurn(caller, parseId('sess', id) ?? id);
    return c.body(null, 204);
  },
});
