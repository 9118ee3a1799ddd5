// A process of its own for tests that kill it: opens the store in the folder named by its argument, writes rows for
// ever, and prints the id of each once it is committed. When the store is in use it prints why and ends with 3.
import { ParleyError } from '../../src/core/errors.ts';
import { newId } from '../../src/core/ids.ts';
import { openDb } from '../../src/db/open.ts';

try {
  const db = await openDb({ dataDir: process.argv[2] ?? '' });
  for (;;) {
    const id = newId();
    await db.batch('system', [{ sql: 'insert into tenants (id, name) values ($1, $2)', params: [id, id] }]);
    process.stdout.write(`${id}\n`);
  }
} catch (error) {
  process.stdout.write(`${(error as Error).message}\n`);
  process.exit(error instanceof ParleyError && error.code === 'store_in_use' ? 3 : 1);
}
