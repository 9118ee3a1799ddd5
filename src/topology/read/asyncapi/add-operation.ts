import type { FilePlace } from '../../../core/topology.ts';
import type { AsyncApiWork, AsyncChannel, ChannelMessage } from './asyncapi-work.ts';

const MAX_SHOWN = 20;

/** Adds that the service publishes or subscribes to a topic, told by the operation's name and its messages. */
export function addOperation(
  { draft, service }: AsyncApiWork,
  type: 'publishes' | 'subscribes',
  channel: AsyncChannel,
  operation: string | null,
  messages: readonly ChannelMessage[],
  place: FilePlace,
): void {
  const names = [...new Set(messages.flatMap(({ node }) => node?.name ?? []))];
  const shown =
    names.length > MAX_SHOWN ? [...names.slice(0, MAX_SHOWN), `${names.length - MAX_SHOWN} more`] : names;
  const list =
    shown.length === 0 ? null : `${shown.length === 1 ? 'message' : 'messages'} ${shown.join(', ')}`;
  const detail = operation === null ? list : list === null ? operation : `${operation} (${list})`;
  draft.relation(type, service, channel.node, detail, place);
}
