import type { z } from 'zod';
import type { NodeView } from '../../knowledge/topology/find-node.ts';
import { operation } from '../surface.ts';
import { GRAPH_READ, GRAPH_WRITE, NO_PROJECT, namedParams, noneNamed } from './graph-parts.ts';

/** A kind of thing that callers read and change by its name. */
interface NamedKind {
  readonly kind: 'service' | 'topic';
  /** The address of one. */
  readonly path: string;
  /** What stands beside one that is read. */
  readonly readWith: string;
  readonly schema: z.ZodType;
  readonly example: unknown;
  readonly exampleParams: object;
  readonly encode: (found: NodeView) => object;
}

const titled = (kind: string): string => kind[0]?.toUpperCase() + kind.slice(1);

/** Reading one and removing one, which are the same for services and topics. */
export function namedNodeOperations({ kind, path, encode, ...shown }: NamedKind) {
  const shared = { path, params: namedParams, refusals: [NO_PROJECT, noneNamed(kind)] };
  const read = operation({
    ...shared,
    method: 'GET',
    id: `get${titled(kind)}`,
    summary: `One ${kind}, under its name or an alias, with its ${shown.readWith}`,
    description: 'In the address the name is percent-encoded.',
    access: GRAPH_READ,
    answers: { 200: { description: `The ${kind}.`, schema: shown.schema, example: shown.example } },
    example: { params: shown.exampleParams },
    handle: async ({ c, services, caller, params }) =>
      c.json(encode(await services.topology.find(caller, params.projectId, kind, params.name))),
  });
  const remove = operation({
    ...shared,
    method: 'DELETE',
    id: `delete${titled(kind)}`,
    summary: `Delete a ${kind} with its relationships, whoever said them; an import that mentions it brings it back`,
    access: GRAPH_WRITE,
    answers: { 204: { description: 'It is gone.' } },
    example: { params: shown.exampleParams },
    async handle({ c, services, caller, params }) {
      await services.topology.remove(caller, params.projectId, kind, params.name);
      return c.body(null, 204);
    },
  });
  return [read, remove] as const;
}
