import { closeSync, fsyncSync, openSync } from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/** What is used of the file system inside the WebAssembly module; the package does not export these types. */
interface HostNode {
  readonly mode: number;
}
interface HostStream {
  readonly node: HostNode;
  readonly nfd?: number;
}
interface HostFileSystem {
  readonly stream_ops: { fsync?: (stream: HostStream) => number };
  realPath(node: HostNode): string;
}

type ModuleOptions = Parameters<NodeFS['init']>[1];

/** Makes what was written to an open file, or a folder's entries, survive a power loss. */
export type SyncDescriptor = (descriptor: number) => void;

/** The folder of an embedded store, with the fsync that PGlite's own file system leaves out. */
export class DurableFileSystem extends NodeFS {
  readonly #sync: SyncDescriptor;

  constructor(folder: string, sync: SyncDescriptor = fsyncSync) {
    super(folder);
    this.#sync = sync;
  }

  override async init(engine: PGlite, options: ModuleOptions): Promise<{ emscriptenOpts: ModuleOptions }> {
    const { emscriptenOpts } = await super.init(engine, options);
    emscriptenOpts.preRun = [
      ...(emscriptenOpts.preRun ?? []),
      (module) => {
        const host = (module.FS as unknown as { filesystems: { NODEFS: HostFileSystem } }).filesystems.NODEFS;
        host.stream_ops.fsync = (stream) => this.#syncStream(host, stream);
      },
    ];
    return { emscriptenOpts };
  }

  #syncStream(host: HostFileSystem, stream: HostStream): number {
    if (stream.nfd !== undefined) {
      this.#sync(stream.nfd);
      return 0;
    }
    // A folder is opened without a descriptor of the host.
    const descriptor = openSync(host.realPath(stream.node), 'r');
    try {
      this.#sync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    return 0;
  }
}
