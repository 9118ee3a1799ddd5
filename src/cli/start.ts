import type { Command } from 'commander';
import { addServeOptions, runServer, type ServeOptions } from './run-server.ts';

export function addStartCommand(program: Command): void {
  const command = program.command('start');
  command.description('serve with the sample organisation loaded: what "npm start" does');
  addServeOptions(command).action((options: ServeOptions) => runServer(options, { sample: true }));
}
