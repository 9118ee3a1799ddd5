import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { ParleyError } from '../core/errors.ts';
import { type Asker, withAsker } from './asker.ts';
import { type EvalRow, readEvalRows } from './eval-row.ts';
import { isCorrect } from './eval-score.ts';
import { Talks, type Usual } from './eval-talks.ts';
import { type EvalOutcome, type EvalTotals, totalsOf } from './eval-totals.ts';
import { print, printJson, printTable } from './print.ts';

interface EvalOptions {
  readonly tenant?: string;
  readonly project?: string;
  readonly brand?: string;
  readonly json?: true;
}

export function addEvalCommand(program: Command): void {
  program
    .command('eval')
    .argument('<file>', 'one question a line, as JSON')
    .description('ask many questions and say how many of the answers are right')
    .option('--tenant <tenant>', 'name or id of the tenant whose history is asked')
    .option('--project <slug>', 'the project of rows that name none')
    .option('--brand <id>', 'the brand of rows that name none')
    .option('--json', 'every reply, as JSON')
    .action((file: string, { tenant, json, ...usual }: EvalOptions) =>
      evaluate(file, tenant, { usual, json: json ?? false }),
    );
}

async function evaluate(
  file: string,
  tenant: string | undefined,
  { usual, json }: { readonly usual: Usual; readonly json: boolean },
): Promise<void> {
  const rows = readEvalRows(await readText(file), file);
  await withAsker(tenant, async (asker) => {
    // In a file that tells dialects apart, a row without one is about the history.
    const isMixed = rows.some(({ dialect }) => dialect !== undefined);
    const talks = new Talks(isMixed ? { ...usual, dialect: 'memory' } : usual);
    const outcomes: EvalOutcome[] = [];
    const questions: unknown[] = [];
    for (const row of rows) {
      const outcome = await askRow(asker, row, talks);
      outcomes.push(outcome);
      if (json) questions.push(await describe(asker, outcome, talks));
    }
    const totals = totalsOf(outcomes);
    if (json) printJson({ questions, totals });
    else printFigures(outcomes, totals);
  });
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new ParleyError('not_found', `${file} cannot be read.`, { subject: 'file', cause });
  }
}

async function askRow(asker: Asker, row: EvalRow, talks: Talks): Promise<EvalOutcome> {
  const asked = talks.questionOf(row);
  const begun = performance.now();
  const answer = await asker.ask(asked);
  const ms = Math.round((performance.now() - begun) * 100) / 100;
  talks.remember(row, answer);
  return { row, answer, correct: isCorrect(row, answer), ms };
}

async function describe(asker: Asker, { row, answer, correct, ms }: EvalOutcome, talks: Talks) {
  const { reply, abstained, sources } = answer;
  return {
    id: row.id,
    reply,
    abstained,
    sources,
    retrieved: await asker.retrieve(talks.questionOf(row)),
    correct,
    ms,
  };
}

function printFigures(outcomes: readonly EvalOutcome[], totals: EvalTotals): void {
  for (const { row, answer } of outcomes.filter(({ correct }) => correct === false)) {
    print(
      `${row.id}  ${answer.abstained ? 'refused' : 'wrong'}  ${row.question}\n    → ${answer.reply.replace(/\s+/g, ' ')}`,
    );
  }
  const percent = (value: number | null) => (value === null ? '-' : `${(value * 100).toFixed(1)} %`);
  const milliseconds = (value: number | null) => (value === null ? '-' : `${value.toFixed(1)} ms`);
  printTable(
    [
      'QUESTIONS',
      'CORRECT',
      'ACCURACY',
      'WRONG',
      'REFUSED',
      'SOURCES',
      'ABSTAIN P',
      'ABSTAIN R',
      'P50',
      'P99',
    ],
    [
      [
        ...[`${totals.questions}`, `${totals.correct} of ${totals.judged}`, percent(totals.accuracy)],
        ...[`${totals.wrong}`, `${totals.refused}`, percent(totals.sourceRecall)],
        ...[percent(totals.abstentionPrecision), percent(totals.abstentionRecall)],
        ...[milliseconds(totals.latencyMs.p50), milliseconds(totals.latencyMs.p99)],
      ],
    ],
  );
}
