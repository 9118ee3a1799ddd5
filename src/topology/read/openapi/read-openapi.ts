import type { NodeReference } from '../../../core/topology.ts';
import { docLinks, tagNames } from '../doc-links.ts';
import { isInnerHost } from '../environment/is-inner-host.ts';
import { addInfoOwners, infoAliases } from '../info-owners.ts';
import { serviceFolder } from '../service-folder.ts';
import type { FormatReader, ReadContext } from '../topology-file.ts';
import type { Tree } from '../tree/tree.ts';
import { unreadableAt } from '../unreadable.ts';
import { withoutUserInfo } from '../without-user-info.ts';

const METHODS = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query']);

/** OpenAPI 3, and 2 with a warning: a service and the API that it provides. */
export const readOpenApi: FormatReader = async (documents, context) => {
  for (const root of documents) readDocument(root, context);
  return undefined;
};

function readDocument(root: Tree, { file, draft }: ReadContext): void {
  const version = root.textAt('openapi') ?? root.textAt('swagger') ?? '';
  const isVersion2 = root.at('openapi') === undefined;
  if (!(isVersion2 ? /^2(?:\.|$)/ : /^3(?:\.|$)/).test(version))
    throw unreadableAt(
      root.place,
      `is OpenAPI "${version.slice(0, 40)}": Parley reads 3, and 2 where it can`,
    );
  if (isVersion2)
    draft.warn(root.place.line, 'is OpenAPI 2, of which only title, tags and operations are read');
  const info = root.at('info');
  const title = info?.at('title');
  if (title?.text == null)
    throw unreadableAt(root.place, 'does not say what it describes: info.title is missing');
  const servers = serverAddresses(root);
  const said = {
    name: title.text,
    description: info?.textAt('description') ?? info?.textAt('summary') ?? null,
    tags: tagNames(root),
    links: docLinks(root),
    place: title.place,
  };
  const service = draft.node({
    ...said,
    kind: 'service',
    aliases: [...infoAliases(root), ...servers.flatMap(innerHost)],
    facts: {
      version: info?.textAt('version'),
      folder: serviceFolder(file.name),
      contact: info?.textAt('contact', 'name'),
    },
  });
  const facts = { ...operationFacts(root), version: info?.textAt('version'), servers: servers.join(', ') };
  const api = draft.node({ ...said, kind: 'api', type: 'openapi', facts });
  draft.relation('provides', service, api, null, title.place);
  for (const owned of [service, api] as (NodeReference | undefined)[]) addInfoOwners(root, owned, draft);
}

function serverAddresses(root: Tree): string[] {
  const urls = (root.at('servers')?.items ?? []).flatMap((server) => server.textAt('url') ?? []);
  const host = root.textAt('host');
  const all = host === null ? urls : [...urls, `//${host}${root.textAt('basePath') ?? ''}`];
  return all.slice(0, 20).map(withoutUserInfo);
}

/** The name of a machine inside the system is a name of the service; a public host is shared by many. */
function innerHost(url: string): string[] {
  const host = /^(?:[a-z][a-z0-9+.-]{0,30}:)?\/\/([^/:?#]+)/i.exec(url)?.[1]?.toLowerCase();
  return host !== undefined && isInnerHost(host) ? [host.split('.')[0] ?? host] : [];
}

function operationFacts(root: Tree): Record<string, string> {
  const paths = [...(root.at('paths')?.entries ?? [])].filter(([path]) => path.startsWith('/'));
  const operations = paths.reduce(
    (sum, [, item]) => sum + [...item.entries.keys()].filter((method) => METHODS.has(method)).length,
    0,
  );
  return { operations: String(operations), paths: String(paths.length) };
}
