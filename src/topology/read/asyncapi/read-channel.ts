import { docLinks, tagNames } from '../doc-links.ts';
import type { Tree } from '../tree/tree.ts';
import { unreadableAt } from '../unreadable.ts';
import type { AsyncApiWork, AsyncChannel, ChannelMessage } from './asyncapi-work.ts';
import { bindingFacts, parameterFacts } from './channel-facts.ts';
import { readMessage } from './read-message.ts';
import type { AsyncServer } from './read-servers.ts';

/** Adds a channel as a topic, with the messages that it carries. */
export async function readChannel(
  work: AsyncApiWork,
  id: string,
  given: Tree,
  messageTrees: readonly (readonly [key: string | null, tree: Tree])[],
): Promise<AsyncChannel> {
  const { draft, references } = work;
  const tree = await references.resolve(given);
  if (!tree.isMap && !tree.isNull) throw unreadableAt(given.place, `has a channel ${id} that is no channel`);
  const servers = await serversOf(work, tree);
  const { address, isOfServer } = addressOf(work, id, tree, servers);
  const bindings = tree.at('bindings') && (await references.resolve(tree.at('bindings') as Tree));
  const kafkaTopic = bindings?.textAt('kafka', 'topic') ?? null;
  const node = draft.node({
    kind: 'topic',
    name: address,
    aliases: kafkaTopic !== null && kafkaTopic !== address ? [kafkaTopic] : [],
    description: tree.textAt('description') ?? tree.textAt('summary'),
    tags: tagNames(tree),
    links: docLinks(tree),
    protocols: [
      ...servers.flatMap(({ protocol }) => protocol ?? []),
      ...[...(bindings?.entries.keys() ?? [])].filter((name) => !name.startsWith('x-') && name !== '$ref'),
    ],
    facts: {
      channel: work.isVersion2 || id === address ? null : id,
      title: tree.textAt('title'),
      address: isOfServer ? (tree.textAt('address') ?? id) : null,
      servers: servers.flatMap((server) => server.address ?? []).join(', '),
      ...bindingFacts(bindings),
      ...(await parameterFacts(tree.at('parameters'), references)),
    },
    place: given.place,
  });
  const messages: ChannelMessage[] = [];
  for (const [key, message] of messageTrees) {
    const found = await readMessage(work, key, message, work.isVersion2 ? address : id);
    messages.push({ key, tree: await references.resolve(message), node: found });
    draft.relation('carries', node, found, null, message.place);
  }
  return { id, tree, node, messages };
}

/** The servers that a channel is on: those that it names, or all of the document. */
async function serversOf(work: AsyncApiWork, channel: Tree): Promise<AsyncServer[]> {
  const all = [...work.servers.values()];
  const named: AsyncServer[] = [];
  for (const item of channel.at('servers')?.items ?? []) {
    const name = item.text;
    const tree = name === null ? await work.references.resolve(item) : null;
    const server =
      name === null ? all.find((each) => each.tree.content === tree?.content) : work.servers.get(name);
    if (server) named.push(server);
  }
  return named.length > 0 ? named : all;
}

/**
 * What a topic is called: its address, 2.x the channel's key, and the key where 3.x leaves the address open. An address such as `/`
 * names a place on one server only; that server, or the service where there is none, is written before it.
 */
function addressOf(work: AsyncApiWork, id: string, channel: Tree, servers: readonly AsyncServer[]) {
  const address = work.isVersion2 ? id : (channel.textAt('address') ?? id);
  if (/[\p{L}\p{N}]/u.test(address)) return { address, isOfServer: false };
  const [server] = servers;
  const host = servers.length === 1 ? server?.address : null;
  return {
    address: host ? withoutEndSlashes(host) + address : `${work.service.name} ${address}`,
    isOfServer: true,
  };
}

function withoutEndSlashes(host: string): string {
  let end = host.length;
  while (host[end - 1] === '/') end -= 1;
  return host.slice(0, end);
}
