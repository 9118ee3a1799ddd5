import type { GraphEdge, GraphNode } from '../../core/topology.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** XML 1.0 has no way to write the other characters. */
const NO_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

const escapeXml = (text: string): string =>
  text.replace(NO_XML, '').replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

const NODE_KEYS = ['kind', 'name', 'description', 'type', 'tags', 'protocols'] as const;
const EDGE_KEYS = ['relation', 'details'] as const;

/** An element of GraphML for each value that there is. */
const data = (values: Readonly<Record<string, string | null>>): string =>
  Object.entries(values)
    .filter(([, value]) => value !== null && value !== '')
    .map(([key, value]) => `<data key="${key}">${escapeXml(value ?? '')}</data>`)
    .join('');

const keys = (of: 'node' | 'edge', names: readonly string[]): string[] =>
  names.map((name) => `  <key id="${name}" for="${of}" attr.name="${name}" attr.type="string"/>`);

/** The whole graph as GraphML (http://graphml.graphdrawing.org), a directed graph with texts as attributes. */
export function toGraphml(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): string {
  const nodeLines = nodes.map(({ id, kind, name, description, type, tags, protocols }) => {
    const values: Record<(typeof NODE_KEYS)[number], string | null> = {
      ...{ kind, name, description, type },
      ...{ tags: tags.join(', '), protocols: protocols.join(', ') },
    };
    return `    <node id="${id}">${data(values)}</node>`;
  });
  const edgeLines = edges.map(({ id, type, from, to, details }) => {
    const values: Record<(typeof EDGE_KEYS)[number], string> = {
      relation: type,
      details: details.join(', '),
    };
    return `    <edge id="${id}" source="${from.id}" target="${to.id}">${data(values)}</edge>`;
  });
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...keys('node', NODE_KEYS),
    ...keys('edge', EDGE_KEYS),
    '  <graph edgedefault="directed">',
    ...nodeLines,
    ...edgeLines,
    '  </graph>',
    '</graphml>',
  ];
  return `${lines.join('\n')}\n`;
}
