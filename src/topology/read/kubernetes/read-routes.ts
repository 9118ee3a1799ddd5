import type { DraftBuilder } from '../draft-builder.ts';
import { isInnerHost } from '../environment/is-inner-host.ts';
import type { Tree } from '../tree/tree.ts';

/**
 * A VirtualService whose every route leads to one service gives that its hosts: those inside the cluster as names, public
 * ones, which several services may share, as a fact.
 */
export function readRoutes(document: Tree, draft: DraftBuilder): void {
  const hosts = document.textsAt('spec', 'hosts').filter((host) => !host.includes('*'));
  const routes = ['http', 'tls', 'tcp'].flatMap((kind) => document.at('spec', kind)?.items ?? []);
  const targets = routes
    .flatMap((route) => route.at('route')?.items ?? [])
    .flatMap((route) => route.textAt('destination', 'host') ?? [])
    .filter(isInnerHost)
    .map((host) => host.split('.')[0] ?? host);
  const [target] = targets;
  const place = document.at('metadata', 'name')?.place ?? document.place;
  if (target === undefined) return;
  if (new Set(targets).size > 1) {
    draft.warn(
      place.line,
      'has a VirtualService that leads to several services; its hosts are names of none',
    );
    return;
  }
  const publicHosts = hosts.filter((host) => !isInnerHost(host));
  const aliases = hosts.filter(isInnerHost).filter((host) => host.split('.')[0] === target);
  draft.node({
    kind: 'service',
    name: target,
    aliases,
    facts: { 'public hosts': publicHosts.join(', ') },
    place,
  });
}
