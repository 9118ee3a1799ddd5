import type { Command } from 'commander';
import { addServeOptions, runServer, type ServeOptions } from './run-server.ts';

export function addServeCommand(program: Command): void {
  const command = program.command('serve').description('serve over HTTP; logs on stdout');
  addServeOptions(command).action((options: ServeOptions) => runServer(options, { sample: false }));
}
