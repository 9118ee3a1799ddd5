import type { Tree } from '../tree/tree.ts';
import { addOperation } from './add-operation.ts';
import type { AsyncApiWork, AsyncChannel, ChannelMessage } from './asyncapi-work.ts';
import { readChannel } from './read-channel.ts';

type NamedMessage = readonly [key: string | null, tree: Tree];

/**
 * AsyncAPI 2.x describes a channel from the side of the application's clients: what stands under `publish` they send to
 * the application, which receives it; what stands under `subscribe` the application sends.
 */
export async function readChannels2(work: AsyncApiWork): Promise<void> {
  for (const [address, given] of work.root.at('channels')?.entries ?? []) {
    const tree = await work.references.resolve(given);
    const received = await messagesOf(work, tree.at('publish'));
    const sent = await messagesOf(work, tree.at('subscribe'));
    const channel = await readChannel(work, address, given, [...received, ...sent]);
    addDirection(work, channel, 'subscribes', tree.at('publish'), channel.messages.slice(0, received.length));
    addDirection(work, channel, 'publishes', tree.at('subscribe'), channel.messages.slice(received.length));
  }
}

function addDirection(
  work: AsyncApiWork,
  channel: AsyncChannel,
  type: 'publishes' | 'subscribes',
  operation: Tree | undefined,
  messages: readonly ChannelMessage[],
): void {
  if (!operation) return;
  addOperation(work, type, channel, operation.textAt('operationId'), messages, operation.place);
}

/** The message of an operation, each of its `oneOf`, as references or written out. */
async function messagesOf(
  { references }: AsyncApiWork,
  operation: Tree | undefined,
): Promise<NamedMessage[]> {
  const given = operation?.at('message');
  if (!given) return [];
  const message = await references.resolve(given);
  const several = message.at('oneOf')?.items;
  return (several ?? [given]).map((tree) => [null, tree] as const);
}
