import { fuzzDialects } from '../test/fuzz/fuzz-dialects.ts';
import { startFuzzServer } from '../test/fuzz/fuzz-server.ts';

const USUAL_REQUESTS = 20_000;

/** `node scripts/fuzz.ts [requests a dialect] [seed]`; ends with 1 when a request was not answered as it should be. */
async function main([count = String(USUAL_REQUESTS), seed = '1']: readonly string[]): Promise<number> {
  const server = await startFuzzServer();
  let failed = false;
  try {
    for await (const result of fuzzDialects(server, Number(count), Number(seed))) {
      const statuses = Object.entries(result.statuses).map(([status, times]) => `${status}: ${times}`);
      const memoryMib = Math.round(process.memoryUsage().rss / 2 ** 20);
      process.stdout.write(
        `${result.dialect}: ${result.requests} requests (${statuses.join(', ')}), slowest ${result.slowestMs.toFixed(0)} ms, resident ${memoryMib} MiB, failures ${result.failures.length}\n`,
      );
      for (const failure of result.failures.slice(0, 5)) process.stdout.write(`  ${failure}\n`);
      failed ||= result.failures.length > 0;
    }
    for (const line of server.failures.slice(0, 5)) process.stdout.write(`logged: ${line.slice(0, 2000)}\n`);
  } finally {
    await server.close();
  }
  return failed ? 1 : 0;
}

process.exitCode = await main(process.argv.slice(2));
