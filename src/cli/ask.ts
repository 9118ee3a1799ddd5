import type { Command } from 'commander';
import { type AskedReply, withAsker } from './asker.ts';
import { print, printJson } from './print.ts';

interface AskOptions {
  readonly tenant?: string;
  readonly incident?: string;
  readonly json?: true;
}

export function addAskCommand(program: Command): void {
  program
    .command('ask')
    .argument('<question>')
    .description('ask one question; through a running server where PARLEY_URL and PARLEY_KEY are set')
    .option('--tenant <tenant>', 'name or id of the tenant whose history is asked')
    .option('--incident <id>', 'the incident that the question is about: its id or its id at the source')
    .option('--json', 'as JSON')
    .action((question: string, { tenant, incident, json }: AskOptions) =>
      withAsker(tenant, async (asker) => {
        const reply = await asker.ask(question, undefined, incident);
        if (json) printJson(reply);
        else print(inWords(reply));
      }),
    );
}

function inWords({ reply, sources }: AskedReply): string {
  if (sources.length === 0) return reply;
  const isNumbered = reply.includes('[1]');
  const lines = sources.map(
    ({ type, externalId, id, title }, place) =>
      `  ${isNumbered ? `[${place + 1}] ` : ''}${type} ${externalId ?? id}: ${title}`,
  );
  return `${reply}\n\nSources:\n${lines.join('\n')}`;
}
