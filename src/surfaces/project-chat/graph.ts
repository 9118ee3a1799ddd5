import { z } from 'zod';
import { type GraphEdge, type GraphNode, RELATION_TYPES } from '../../core/topology.ts';
import { timeText, uuidText } from '../ids.ts';
import { operation } from '../surface.ts';
import { exampleParams } from './fixtures.ts';
import { exampleGraph } from './graph-fixtures.ts';
import { acceptedFormat, GRAPH_FORMATS, mediaTypeOfFormat } from './graph-formats.ts';
import { toGraphml } from './graph-graphml.ts';
import { toMermaid } from './graph-mermaid.ts';
import {
  encodeNode,
  encodePlaces,
  GRAPH_READ,
  NO_PROJECT,
  nodeFields,
  nodeKind,
  places,
} from './graph-parts.ts';
import { projectParams } from './schema.ts';

const MERMAID = 'flowchart LR\n  n0["checkout"] -->|calls| n1["payments"]\n';
const GRAPHML =
  '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns"></graphml>\n';

const graphNode = z.object({
  kind: nodeKind,
  ...nodeFields,
  protocols: z.array(z.string()),
  vanishedAt: timeText().nullable(),
});

const graphEdge = z.object({
  id: uuidText(),
  type: z.enum(RELATION_TYPES),
  from: uuidText(),
  to: uuidText(),
  details: z.array(z.string()),
  places,
  lastSeenAt: timeText(),
});

const graphBody = z.object({ nodes: z.array(graphNode), edges: z.array(graphEdge) });

const encodeGraphNode = (node: GraphNode): z.input<typeof graphNode> => ({
  ...encodeNode(node),
  ...{ kind: node.kind, protocols: [...node.protocols] },
  vanishedAt: node.vanishedAt?.toISOString() ?? null,
});

const encodeEdge = (edge: GraphEdge): z.input<typeof graphEdge> => ({
  ...{ id: edge.id, type: edge.type, from: edge.from.id, to: edge.to.id, details: [...edge.details] },
  places: encodePlaces(edge),
  lastSeenAt: edge.lastSeenAt.toISOString(),
});

const read = operation({
  method: 'GET',
  path: '/v1/projects/{projectId}/graph',
  id: 'getGraph',
  summary: 'All services, topics and what else there is, with how they hang together',
  description:
    'With `Accept: text/vnd.mermaid` or `?format=mermaid` a Mermaid flowchart; with `Accept: application/graphml+xml` or `?format=graphml` GraphML.',
  access: GRAPH_READ,
  params: projectParams,
  query: z.object({
    format: z.enum(GRAPH_FORMATS).optional().meta({ description: 'Counts more than `Accept`.' }),
  }),
  refusals: [NO_PROJECT],
  answers: {
    200: {
      description: 'The graph; in another form where `Accept` or `format` asks for it.',
      schema: graphBody,
      example: exampleGraph,
      otherForms: { [mediaTypeOfFormat('mermaid')]: MERMAID, [mediaTypeOfFormat('graphml')]: GRAPHML },
    },
  },
  example: { params: exampleParams },
  async handle({ c, services, caller, params, query }) {
    const { nodes, edges } = await services.topology.graph(caller, params.projectId);
    const format = query.format ?? acceptedFormat(c.req.header('Accept'));
    if (format === 'json') return c.json({ nodes: nodes.map(encodeGraphNode), edges: edges.map(encodeEdge) });
    c.header('Content-Type', `${mediaTypeOfFormat(format)}; charset=utf-8`);
    return c.body(format === 'mermaid' ? toMermaid(nodes, edges) : toGraphml(nodes, edges));
  },
});

export const graphOperations = [read];
