import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { packageRoot } from '../lib/package-root.ts';
import { asSentence } from './as-sentence.ts';
import { addAskCommand } from './ask.ts';
import { addDoctorCommand } from './doctor.ts';
import { addEvalCommand } from './eval.ts';
import { addImportCommand } from './import.ts';
import { addKeyCommand } from './key.ts';
import { addServeCommand } from './serve.ts';
import { addStartCommand } from './start.ts';
import { addTenantCommand } from './tenant.ts';

/** Every command of `parley`. */
export function createProgram(): Command {
  const { version } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as {
    version: string;
  };
  const program = new Command('parley')
    .description("Answers questions about an engineering organisation's own incidents, with their sources.")
    .version(version)
    .showSuggestionAfterError()
    .configureOutput({ outputError: (text, write) => write(asSentence(text)) });
  addStartCommand(program);
  addServeCommand(program);
  addTenantCommand(program);
  addKeyCommand(program);
  addImportCommand(program);
  addAskCommand(program);
  addEvalCommand(program);
  addDoctorCommand(program);
  // Settings are not inherited by commands that were added before.
  for (const command of [
    program,
    ...program.commands,
    ...program.commands.flatMap(({ commands }) => commands),
  ]) {
    command.exitOverride().copyInheritedSettings(program);
  }
  return program;
}
