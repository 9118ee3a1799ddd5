import type { Command } from 'commander';
import { type AskedReply, withAsker } from './asker.ts';
import { print, printJson } from './print.ts';

interface AskOptions {
  readonly tenant?: string;
  readonly incident?: string;
  readonly project?: string;
  readonly brand?: string;
  readonly scope?: string;
  readonly json?: true;
}

export function addAskCommand(program: Command): void {
  program
    .command('ask')
    .argument('<question>')
    .description('ask one question; through a running server where PARLEY_URL and PARLEY_KEY are set')
    .option('--tenant <tenant>', 'name or id of the tenant whose history is asked')
    .option('--incident <id>', 'the incident that the question is about: its id or its id at the source')
    .option('--project <slug>', 'the project that the question is about')
    .option('--brand <id>', 'the brand whose documents are asked')
    .option('--scope <names>', 'collections of the brand, with commas between them')
    .option('--json', 'as JSON')
    .action((question: string, { tenant, json, ...about }: AskOptions) =>
      withAsker(tenant, async (asker) => {
        const reply = await asker.ask({ question, ...about });
        if (json) printJson(reply);
        else print(inWords(reply));
      }),
    );
}

function inWords({ reply, sources, cited }: AskedReply): string {
  if (sources.length === 0) return reply;
  const marksOf = (source: string): string =>
    cited
      .map((id, place) => ({ id, mark: `[${place + 1}]` }))
      .filter(({ id, mark }) => id === source && reply.includes(mark))
      .map(({ mark }) => `${mark} `)
      .join('');
  const lines = sources.map(
    ({ type, externalId, id, title }) => `  ${marksOf(id)}${type} ${externalId ?? id}: ${title}`,
  );
  return `${reply}\n\nSources:\n${lines.join('\n')}`;
}
