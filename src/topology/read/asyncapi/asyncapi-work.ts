import type { NodeReference } from '../../../core/topology.ts';
import type { ReadContext } from '../topology-file.ts';
import type { Tree } from '../tree/tree.ts';
import type { AsyncServer } from './read-servers.ts';

/** What the steps of reading one AsyncAPI document share. */
export interface AsyncApiWork extends ReadContext {
  readonly root: Tree;
  readonly service: NodeReference;
  readonly servers: ReadonlyMap<string, AsyncServer>;
  readonly isVersion2: boolean;
}

/** A message of a channel, with what it is called there. */
export interface ChannelMessage {
  readonly key: string | null;
  readonly tree: Tree;
  readonly node: NodeReference | undefined;
}

export interface AsyncChannel {
  readonly id: string;
  readonly tree: Tree;
  readonly node: NodeReference | undefined;
  readonly messages: readonly ChannelMessage[];
}
