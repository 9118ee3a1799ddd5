import { dockerWorks, startContainer } from './postgres/container.ts';
import { startServer, stopServer, whyNotHere } from './postgres/server.ts';

/** A PostgreSQL for this run of the tests; `release` stops what was started for it and nothing else. */
export interface TestServer {
  readonly url: string;
  release(): void;
}

/** The server named by TEST_DATABASE_URL, else one of our own, else one in Docker; otherwise why there is none. */
export async function findTestServer(
  named: string | undefined,
): Promise<TestServer | { readonly missing: string }> {
  if (named) return { url: named, release: () => {} };
  let obstacle = whyNotHere();
  if (obstacle === undefined)
    try {
      const { url, started } = await startServer();
      return { url, release: () => started && stopServer() };
    } catch (error) {
      obstacle = (error as Error).message;
    }
  if (!dockerWorks())
    return { missing: `${obstacle}, Docker is not running, and TEST_DATABASE_URL is not set` };
  const { url, stop } = await startContainer();
  return { url, release: stop };
}
