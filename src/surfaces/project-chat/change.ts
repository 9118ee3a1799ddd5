import { z } from 'zod';
import { timeText, uuidText } from '../ids.ts';
import { operation } from '../surface.ts';
import { exampleParams } from './fixtures.ts';
import { exampleChange } from './graph-fixtures.ts';
import { decodePage, GRAPH_READ, NO_PROJECT, nodeKind, pageQuery } from './graph-parts.ts';
import { projectParams } from './schema.ts';

const changeBody = z.object({
  at: timeText(),
  importId: uuidText().meta({ description: 'The same for all that was changed at once.' }),
  action: z.enum(['added', 'changed', 'vanished', 'returned']),
  kind: z.enum([...nodeKind.options, 'relation']),
  subject: z
    .string()
    .meta({ description: 'A name, or a relationship in words: `checkout publishes orders`.' }),
  detail: z.string().nullable(),
});

const list = operation({
  method: 'GET',
  path: '/v1/projects/{projectId}/changes',
  id: 'listGraphChanges',
  summary: 'What imports and callers changed in the graph, the newest first',
  access: GRAPH_READ,
  params: projectParams,
  query: pageQuery,
  refusals: [NO_PROJECT],
  answers: {
    200: {
      description: 'One page.',
      schema: z.object({ items: z.array(changeBody), nextCursor: z.string().nullable() }),
      example: { items: [exampleChange], nextCursor: null },
    },
  },
  example: { params: exampleParams },
  async handle({ c, services, caller, params, query }) {
    const page = await services.topology.changes(caller, params.projectId, decodePage(query));
    const items = page.items.map(
      ({ at, importId, action, kind, subject, detail }): z.input<typeof changeBody> => ({
        ...{ at: at.toISOString(), importId, action, kind, subject, detail },
      }),
    );
    return c.json({ items, nextCursor: page.nextCursor });
  },
});

export const changeOperations = [list];
