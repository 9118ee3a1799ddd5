#!/usr/bin/env -S node --max-semi-space-size=2
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 12)) {
  process.stderr.write(
    `Parley needs Node 22.12 or newer; this is ${process.versions.node}. Use "npx parley" or "npm start", which bring it.\n`,
  );
  process.exitCode = 1;
} else {
  const { runCli } = await import('./run-cli.ts');
  process.exitCode = await runCli(process.argv.slice(2));
}
