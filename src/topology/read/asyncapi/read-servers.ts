import type { References } from '../references.ts';
import type { Tree } from '../tree/tree.ts';
import { withoutUserInfo } from '../without-user-info.ts';

export interface AsyncServer {
  /** Host, port and path, without scheme and credentials. */
  readonly address: string | null;
  readonly protocol: string | null;
  readonly tree: Tree;
  readonly security: readonly string[];
  /** The names under which the application signs in: the file's own words for it. */
  readonly clientIds: readonly string[];
}

/** The servers of an AsyncAPI document by their names; 2.x says `url`, 3.x `host` and `pathname`. */
export async function readServers(root: Tree, references: References): Promise<Map<string, AsyncServer>> {
  const servers = new Map<string, AsyncServer>();
  for (const [name, given] of root.at('servers')?.entries ?? []) {
    const tree = await references.resolve(given);
    servers.set(name, {
      address: addressOf(tree),
      protocol: tree.textAt('protocol')?.toLowerCase() ?? null,
      tree,
      security: await securityOf(root, tree, references),
      clientIds: [...tree.textsAt('bindings', 'mqtt', 'clientId')],
    });
  }
  return servers;
}

function addressOf(server: Tree): string | null {
  const url = server.textAt('url');
  if (url !== null) return withoutUserInfo(url).replace(/^[a-z][a-z0-9+.-]{0,30}:\/\//i, '');
  const host = server.textAt('host');
  return host === null ? null : host.replace(/^.*@/, '') + (server.textAt('pathname') ?? '');
}

async function securityOf(root: Tree, server: Tree, references: References): Promise<string[]> {
  const found: string[] = [];
  for (const given of server.at('security')?.items ?? []) {
    const scheme = await references.resolve(given);
    const type = scheme.textAt('type');
    if (type !== null) found.push(type);
    else
      for (const name of scheme.entries.keys())
        found.push(root.textAt('components', 'securitySchemes', name, 'type') ?? name);
  }
  return [...new Set(found)];
}
