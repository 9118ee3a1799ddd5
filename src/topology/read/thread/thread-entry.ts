/** The thread that reads the files of one import, one after the other. */
import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { ParleyError } from '../../../core/errors.ts';
import { inMegabytes } from '../../../lib/in-megabytes.ts';
import { DEFAULT_READ_LIMITS } from '../read-limits.ts';
import { readTopology } from '../read-topology.ts';
import type { FileSet } from '../topology-file.ts';
import { unreadable } from '../unreadable.ts';
import type { FileOnDisk, ThreadReply, ThreadStart } from './thread-messages.ts';

/** The files of the import by their names; nothing outside of it. */
function filesOf(files: readonly FileOnDisk[]): FileSet {
  const byName = new Map(files.map((file) => [file.name, file]));
  const { maxFileBytes } = DEFAULT_READ_LIMITS;
  return {
    async read(name) {
      const file = byName.get(name);
      if (file === undefined) return null;
      if (file.sizeBytes > maxFileBytes)
        throw unreadable(name, `is larger than ${inMegabytes(maxFileBytes)}`);
      return readFile(file.path, 'utf8').catch(() => {
        throw unreadable(name, 'could not be opened');
      });
    },
  };
}

const files = filesOf((workerData as ThreadStart).files);

async function answer(name: string): Promise<ThreadReply> {
  try {
    return { reading: await readTopology({ name, text: (await files.read(name)) ?? '' }, files) };
  } catch (error) {
    if (error instanceof ParleyError) return { refused: error.message };
    throw error;
  }
}

parentPort?.on('message', (name: string) => {
  void answer(name).then((reply) => parentPort?.postMessage(reply));
});
