import { startServer, stopServer, whyNotHere, wipeServer } from './postgres/server.ts';

const USAGE = `A PostgreSQL 18 with pgvector and pg_textsearch for tests, apart from the machine's own libraries.

  npm run postgres -- start   start it (the first time it is unpacked, which needs the network), print its address
  npm run postgres -- stop    stop it
  npm run postgres -- wipe    stop it and delete its data

For Debian, as root. It listens on 127.0.0.1 and trusts whoever connects: for tests, never for service.
`;

async function main(action: string | undefined): Promise<number> {
  const obstacle = whyNotHere();
  if (obstacle !== undefined) {
    process.stderr.write(`No PostgreSQL: ${obstacle}\n`);
    return 1;
  }
  if (action === 'start') process.stdout.write(`${(await startServer()).url}\n`);
  else if (action === 'stop') stopServer();
  else if (action === 'wipe') wipeServer();
  else {
    process.stderr.write(USAGE);
    return 2;
  }
  return 0;
}

process.exitCode = await main(process.argv[2]);
