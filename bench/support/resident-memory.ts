import { readdirSync, readFileSync } from 'node:fs';

/** Memory of this process and of every PostgreSQL process of the machine, shared pages counted once, in MiB. */
export function memoryMib(engine: 'pglite' | 'postgres'): number {
  const own = process.memoryUsage.rss() / 1024 ** 2;
  return engine === 'pglite' ? own : own + postgresMib();
}

function postgresMib(): number {
  let kib = 0;
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
    try {
      if (readFileSync(`/proc/${entry}/comm`, 'utf8').trim() !== 'postgres') continue;
      kib += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${entry}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
    } catch {
      // It ended meanwhile.
    }
  return kib / 1024;
}
