import { docLinks, tagNames } from '../doc-links.ts';
import { addInfoOwners, infoAliases } from '../info-owners.ts';
import { serviceFolder } from '../service-folder.ts';
import type { FormatReader, ReadContext } from '../topology-file.ts';
import type { Tree } from '../tree/tree.ts';
import { unreadableAt } from '../unreadable.ts';
import { readChannels2 } from './read-operations-2.ts';
import { readChannels3 } from './read-operations-3.ts';
import { readServers } from './read-servers.ts';

/**
 * AsyncAPI 2.0 to 2.6 and 3.x: the document is a service, its channels are topics. Read here and not by the format's own
 * parser, which fetches what a reference names, loads 60 further packages, and gives no line of anything.
 */
export const readAsyncApi: FormatReader = async (documents, context) => {
  for (const root of documents)
    await readDocument(root, { ...context, references: context.references.within(root) });
  return undefined;
};

async function readDocument(root: Tree, context: ReadContext): Promise<void> {
  const version = root.textAt('asyncapi') ?? '';
  const isVersion2 = /^2\.[0-6](?:\.|$)/.test(version);
  if (!isVersion2 && !/^3(?:\.|$)/.test(version))
    throw unreadableAt(
      root.at('asyncapi')?.place ?? root.place,
      `is AsyncAPI "${version.slice(0, 40)}": Parley reads 2.0 to 2.6 and 3`,
    );
  for (const part of ['channels', 'operations', 'servers', 'info']) {
    const tree = root.at(part);
    if (tree && !tree.isMap && !tree.isNull)
      throw unreadableAt(tree.place, `has ${part} that are no named values`);
  }
  const title = root.at('info', 'title');
  if (title?.text == null)
    throw unreadableAt(root.place, 'does not say what it describes: info.title is missing');
  const service = { kind: 'service', name: title.text } as const;
  const servers = await readServers(root, context.references);
  const info = root.at('info');
  const all = [...servers.values()];
  const named = context.draft.node({
    ...service,
    aliases: [...infoAliases(root), ...all.flatMap(({ clientIds }) => clientIds)],
    description: info?.textAt('description') ?? null,
    tags: tagNames(root, info),
    links: docLinks(root, info),
    facts: {
      version: info?.textAt('version'),
      contact: info?.textAt('contact', 'name'),
      folder: serviceFolder(context.file.name),
      id: root.textAt('id'),
      security: [...new Set(all.flatMap(({ security }) => security))].join(', '),
    },
    place: title.place,
  });
  if (!named) throw unreadableAt(title.place, 'has an info.title that is no name');
  addInfoOwners(root, named, context.draft);
  const work = { ...context, root, service: named, servers, isVersion2 };
  await (isVersion2 ? readChannels2(work) : readChannels3(work));
}
