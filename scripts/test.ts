import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { findTestServer } from './test-server.ts';

const CONCURRENCY = 2;
const TEST_TIMEOUT_MS = 180_000;

/** Ends with the exit status of node's own test runner. */
function runTests(files: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const args = ['--test', `--test-concurrency=${CONCURRENCY}`, `--test-timeout=${TEST_TIMEOUT_MS}`, ...files];
  const runner = spawn(process.execPath, args, { stdio: 'inherit', env: environment });
  // Ctrl-C reaches the runner as well; this process stays to stop what it started.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => runner.kill('SIGTERM'));
  return new Promise((resolve) => {
    runner.on('exit', (code) => resolve(code ?? 1));
  });
}

async function main(args: readonly string[]): Promise<number> {
  const onlyPostgres = args.includes('--only-postgres');
  const named = args.filter((arg) => !arg.startsWith('--'));
  const files =
    named.length > 0 ? named : globSync(['src/**/*.test.ts', 'test/**/*.test.ts', 'bench/**/*.test.ts']);
  const server = await findTestServer(process.env.TEST_DATABASE_URL);
  if ('missing' in server) {
    const sentence = `PostgreSQL: ${server.missing}.`;
    if (onlyPostgres || process.env.CI === 'true') {
      process.stderr.write(`${sentence} Nothing was tested.\n`);
      return 1;
    }
    process.stderr.write(`${sentence} The PostgreSQL half of the tests is skipped.\n`);
    return runTests(files, process.env);
  }
  try {
    return await runTests(files, {
      ...process.env,
      TEST_DATABASE_URL: server.url,
      ...(onlyPostgres ? { TEST_ENGINE: 'postgres' } : {}),
    });
  } finally {
    server.release();
  }
}

process.exitCode = await main(process.argv.slice(2));
