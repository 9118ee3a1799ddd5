import { newId, type Uuid } from '../../src/core/ids.ts';
import type {
  NodeDraft,
  NodeKind,
  RelationDraft,
  RelationType,
  TopologyDraft,
} from '../../src/core/topology.ts';
import type { Db } from '../../src/db/db.ts';
import { insertProject } from '../../src/store/projects.ts';
import { runQuery } from '../../src/store/query.ts';
import { newTenant } from './new-tenant.ts';

/** A node as a file says it; what is not given is unknown. */
export const nodeDraft = (kind: NodeKind, name: string, more: Partial<NodeDraft> = {}): NodeDraft => ({
  ...{ kind, name, aliases: [], description: null, type: null, tags: [], links: [], protocols: [] },
  ...{ fields: [], facts: {}, place: { file: 'made.yaml', line: 1 } },
  ...more,
});

export const service = (name: string, more: Partial<NodeDraft> = {}): NodeDraft =>
  nodeDraft('service', name, more);

/** `from` and `to`: a service's name, or `kind:name`. */
export function relation(
  from: string,
  type: RelationType,
  to: string,
  more: Partial<RelationDraft> = {},
): RelationDraft {
  const reference = (text: string) => {
    const [kind, name] = /^(topic|message|api|system|owner|resource):(.*)$/s.exec(text)?.slice(1) ?? [];
    return { kind: (kind ?? 'service') as NodeKind, name: name ?? text };
  };
  const place = { file: 'made.yaml', line: 1 };
  return { type, from: reference(from), to: reference(to), detail: null, place, ...more };
}

/** What one file says. */
export const draft = (
  nodes: readonly NodeDraft[],
  relations: readonly RelationDraft[] = [],
): TopologyDraft => ({ format: 'parley', nodes, relations, warnings: [] });

/** An empty project, of a new tenant unless one is given. */
export async function newTopologyProject(
  db: Db,
  tenant?: Uuid,
): Promise<{ readonly tenantId: Uuid; readonly projectId: Uuid }> {
  const tenantId = tenant ?? (await newTenant(db));
  const projectId = newId();
  const slug = `p-${projectId}`;
  const project = { id: projectId, slug, name: 'Made', description: null, aiCredits: 0 };
  await runQuery(db, { tenantId }, insertProject(tenantId, project));
  return { tenantId, projectId };
}
