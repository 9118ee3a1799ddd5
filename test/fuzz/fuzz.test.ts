import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fuzzDialects } from './fuzz-dialects.ts';
import { type FuzzServer, startFuzzServer } from './fuzz-server.ts';

/** The long run is `npm run fuzz`. */
const REQUESTS = 150;

let server: FuzzServer;
before(async () => {
  server = await startFuzzServer();
});
after(() => server?.close());

test('whatever is sent to a dialect is answered, in time and without an error of the server', async () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const dialects = [];
  const seen = new Set<string>();
  for await (const { dialect, failures, statuses } of fuzzDialects(server, REQUESTS, seed)) {
    assert.deepEqual(failures, [], `${dialect}, seed ${seed}: ${failures[0]}\n${server.failures[0]}`);
    for (const status of Object.keys(statuses)) seen.add(status);
    dialects.push(dialect);
  }
  assert.ok(dialects.length >= 5, dialects.join());
  // What is generated reaches behind the first check, and not only good requests are.
  for (const status of ['200', '400', '401', '404', '422']) assert.ok(seen.has(status), `no ${status}`);
});
