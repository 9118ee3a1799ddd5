import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** What has to hold before a change is worth testing: seconds, no database. */
const CHECKS = [
  { name: 'format and lint', script: 'node_modules/@biomejs/biome/bin/biome', args: ['check', '.'] },
  { name: 'types', script: 'node_modules/typescript/bin/tsc', args: ['-p', 'tsconfig.json'] },
  { name: 'arrows', script: 'test/architecture.test.ts', args: [] },
  { name: 'unused code', script: 'node_modules/knip/bin/knip.js', args: [] },
];

/** Runs every check, also after a failed one; true when all passed. */
function check(): boolean {
  const failed = CHECKS.filter(({ name, script, args }) => {
    const started = performance.now();
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    process.stdout.write(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)\n`);
    if (status !== 0) process.stdout.write(`${stdout}${stderr}\n`);
    return status !== 0;
  });
  return failed.length === 0;
}

process.exitCode = check() ? 0 : 1;
