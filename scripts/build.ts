import { spawnSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const path = (relative: string) => fileURLToPath(new URL(`../${relative}`, import.meta.url));

/** Compiles `src` to `dist/src` and puts beside it what the code reads at run time. */
function build(): number {
  rmSync(path('dist'), { recursive: true, force: true });
  const compiler = path('node_modules/typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [compiler, '-p', path('tsconfig.build.json')], {
    stdio: 'inherit',
  });
  if (status !== 0) return 1;
  cpSync(path('src'), path('dist/src'), {
    recursive: true,
    filter: (source) => !source.endsWith('.ts') && !source.includes('/fixtures'),
  });
  return 0;
}

process.exitCode = build();
