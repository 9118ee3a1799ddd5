import { Command } from 'commander';
import { packageVersion } from '../lib/package-version.ts';
import { asSentence } from './as-sentence.ts';
import { addAskCommand } from './ask.ts';
import { addBrandCommand } from './brand.ts';
import { addDoctorCommand } from './doctor.ts';
import { addEvalCommand } from './eval.ts';
import { addImportCommand } from './import.ts';
import { addKeyCommand } from './key.ts';
import { addKnowledgeListCommands } from './knowledge-lists.ts';
import { addOpenApiCommand } from './openapi.ts';
import { addPatternsCommand } from './patterns.ts';
import { addProjectCommand } from './project.ts';
import { addServeCommand } from './serve.ts';
import { addStartCommand } from './start.ts';
import { addTenantCommand } from './tenant.ts';
import { addUsageCommand } from './usage.ts';

/** Every command of `parley`. */
export function createProgram(): Command {
  const program = new Command('parley')
    .description("Answers questions about an engineering organisation's own incidents, with their sources.")
    .version(packageVersion())
    .showSuggestionAfterError()
    .configureOutput({ outputError: (text, write) => write(asSentence(text)) });
  addStartCommand(program);
  addServeCommand(program);
  addTenantCommand(program);
  addKeyCommand(program);
  addProjectCommand(program);
  addBrandCommand(program);
  addImportCommand(program);
  addPatternsCommand(program);
  addAskCommand(program);
  addEvalCommand(program);
  addKnowledgeListCommands(program);
  addUsageCommand(program);
  addDoctorCommand(program);
  addOpenApiCommand(program);
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
