import type { Tree, TreeContent } from '../tree/tree.ts';
import { unreadableAt } from '../unreadable.ts';
import { addOperation } from './add-operation.ts';
import type { AsyncApiWork, AsyncChannel, ChannelMessage } from './asyncapi-work.ts';
import { readChannel } from './read-channel.ts';

type Channels = Map<TreeContent, AsyncChannel>;

const add = (channels: Channels, channel: AsyncChannel): void => {
  channels.set(channel.tree.content, channel);
};

/** AsyncAPI 3.x says what the application itself does: `send` and `receive`, and where a reply goes. */
export async function readChannels3(work: AsyncApiWork): Promise<void> {
  const channels: Channels = new Map();
  for (const [id, given] of work.root.at('channels')?.entries ?? [])
    add(channels, await channelOf(work, id, given));
  for (const [name, given] of work.root.at('operations')?.entries ?? []) {
    const operation = await work.references.resolve(given);
    await readOperation(work, channels, name, given, operation);
  }
}

async function channelOf(work: AsyncApiWork, id: string, given: Tree): Promise<AsyncChannel> {
  const tree = await work.references.resolve(given);
  const messages = tree.at('messages') && (await work.references.resolve(tree.at('messages') as Tree));
  return readChannel(work, id, given, [...(messages?.entries ?? [])]);
}

async function readOperation(
  work: AsyncApiWork,
  channels: Channels,
  name: string,
  given: Tree,
  operation: Tree,
): Promise<void> {
  const action = operation.textAt('action');
  if (action !== 'send' && action !== 'receive')
    throw unreadableAt(given.place, `has an operation ${name} whose action is neither send nor receive`);
  const reference = operation.at('channel');
  if (!reference) throw unreadableAt(given.place, `has an operation ${name} without a channel`);
  const channel = await channelBehind(work, channels, reference);
  const messages = await messagesOf(work, channel, operation.at('messages'));
  addOperation(work, action === 'send' ? 'publishes' : 'subscribes', channel, name, messages, given.place);
  const reply = operation.at('reply') && (await work.references.resolve(operation.at('reply') as Tree));
  const replyReference = reply?.at('channel');
  if (!reply || !replyReference) return;
  const replyChannel = await channelBehind(work, channels, replyReference);
  const replies = await messagesOf(work, replyChannel, reply.at('messages'));
  const type = action === 'send' ? 'subscribes' : 'publishes';
  addOperation(work, type, replyChannel, `${name} reply`, replies, reply.place);
}

/** A channel of another file is read when an operation leads there. */
async function channelBehind(work: AsyncApiWork, channels: Channels, reference: Tree): Promise<AsyncChannel> {
  const tree = await work.references.resolve(reference);
  const known = channels.get(tree.content);
  if (known) return known;
  const id = reference.textAt('$ref')?.split('/').at(-1) ?? 'channel';
  const channel = await channelOf(work, id, tree);
  add(channels, channel);
  return channel;
}

/** Those that an operation names; all of the channel where it names none. */
async function messagesOf(
  work: AsyncApiWork,
  channel: AsyncChannel,
  named: Tree | undefined,
): Promise<readonly ChannelMessage[]> {
  if (!named) return channel.messages;
  const contents = new Set();
  for (const item of named.items) contents.add((await work.references.resolve(item)).content);
  return channel.messages.filter(({ tree }) => contents.has(tree.content));
}
