import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '../../core/ids.ts';
import type { GraphEdge, GraphNode, NodeKind } from '../../core/topology.ts';
import { acceptedFormat } from './graph-formats.ts';
import { toGraphml } from './graph-graphml.ts';
import { toMermaid } from './graph-mermaid.ts';

const node = (kind: NodeKind, name: string, more: Partial<GraphNode> = {}): GraphNode => ({
  ...{ id: newId(), kind, name, aliases: [], description: null, type: null, tags: [], links: [] },
  ...{ protocols: [], fields: [], facts: {}, places: [], lastSeenAt: new Date(0), vanishedAt: null },
  ...more,
});
const edge = (
  from: GraphNode,
  type: GraphEdge['type'],
  to: GraphNode,
  details: string[] = [],
): GraphEdge => ({
  ...{ id: newId(), type, from, to, details, places: [], lastSeenAt: new Date(0), vanishedAt: null },
});

const HOSTILE = [
  '</data></node><node id="x">',
  ']]><![CDATA[',
  '<!ENTITY x SYSTEM "file:///etc/passwd">',
  '&amp;&#x3C;',
  'bell\u0007, last\uffff, half',
  'a"]\n  n1 -->|x| n2',
  '%%{init: {"securityLevel": "loose"}}%%',
  '<img src=x onerror=alert(1)>',
  '`code` #quot; end',
];

test('GraphML is well formed, and says the names, whatever they are', () => {
  const nodes = HOSTILE.map((name) => node('service', name, { description: name, tags: [name] }));
  const [first, second] = nodes as [GraphNode, GraphNode];
  const xml = toGraphml(nodes, [edge(first, 'calls', second, [...HOSTILE])]);
  const known = /<(\/?)(\?xml|graphml|key|graph|node|edge|data)\b[^<>]*>/g;
  const rest = xml.replace(known, '');
  assert.doesNotMatch(rest, /[<>"']/);
  assert.equal((rest.match(/&/g) ?? []).length, (rest.match(/&(amp|lt|gt|quot|apos);/g) ?? []).length);
  assert.equal([...xml.matchAll(/<node id="/g)].length, HOSTILE.length);
  assert.equal([...xml.matchAll(/<edge id="/g)].length, 1);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the characters that XML cannot hold
  assert.doesNotMatch(xml, /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
});

test('a Mermaid label ends nowhere before its end, and each thing has one line', () => {
  const kinds: readonly NodeKind[] = ['service', 'topic', 'message', 'api', 'system', 'owner', 'resource'];
  const nodes = HOSTILE.flatMap((name) => kinds.map((kind) => node(kind, name)));
  const [first, second] = nodes as [GraphNode, GraphNode];
  const lines = toMermaid(nodes, [edge(first, 'publishes', second), edge(first, 'subscribes', second)])
    .trimEnd()
    .split('\n');
  assert.equal(lines.length, 1 + nodes.length + 2);
  for (const line of lines.slice(1, -2))
    assert.match(line, /^ {2}n\d+[[({>]{1,2}"([\p{L}\p{N} _./:+,-]|#\d+;)*"[\])}]{1,2}$/u);
  assert.deepEqual(lines.slice(-2), ['  n1 -->|publishes| n2', '  n2 -->|subscribes| n1']);
});

test('a graph as large as a project may have is written in a moment', () => {
  const nodes = Array.from({ length: 20_000 }, (_, place) => node('service', `s${place} ${'"'.repeat(40)}`));
  const edges = Array.from({ length: 100_000 }, (_, place) =>
    edge(nodes[place % 20_000] as GraphNode, 'calls', nodes[(place * 7) % 20_000] as GraphNode),
  );
  for (const text of [toMermaid(nodes, edges), toGraphml(nodes, edges)])
    assert.ok(text.split('\n').length > 120_000);
});

test('what an Accept likes best is given; JSON where it likes nothing that there is', () => {
  assert.equal(acceptedFormat(undefined), 'json');
  assert.equal(acceptedFormat('application/*'), 'json');
  assert.equal(
    acceptedFormat('text/vnd.mermaid;charset=utf-8;q=0.2, application/graphml+xml;q=0.3'),
    'graphml',
  );
  assert.equal(acceptedFormat('text/vnd.mermaid;q=nonsense'), 'json');
  assert.equal(acceptedFormat(','.repeat(1_000_000)), 'json');
});
