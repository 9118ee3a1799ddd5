import { readFile, writeFile } from 'node:fs/promises';

const PAGE_BYTES = 4_096;

/** Bytes of memory that a process holds, as Linux tells it; null elsewhere, and for a process that has ended. */
export async function residentBytes(pid: number): Promise<number | null> {
  try {
    const [, pages] = (await readFile(`/proc/${pid}/statm`, 'latin1')).split(' ');
    return Number(pages) * PAGE_BYTES || null;
  } catch {
    return null;
  }
}

/** Tells Linux to end this process before any other when the machine's memory runs out. Does nothing elsewhere. */
export async function endFirst(pid: number): Promise<void> {
  await writeFile(`/proc/${pid}/oom_score_adj`, '1000').catch(() => {});
}
