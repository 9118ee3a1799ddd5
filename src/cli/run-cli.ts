import { CommanderError } from 'commander';
import { ParleyError } from '../core/errors.ts';
import { maskSecrets } from '../telemetry/mask-secrets.ts';
import { asSentence } from './as-sentence.ts';
import { createProgram } from './program.ts';

const DONE = 0;
const FAILED = 1;
const WRONG_USAGE = 2;
const STORE_IN_USE = 3;

const THROUGH_SERVER =
  'If it is a server, import, ask, eval and key revoke can go through it: set PARLEY_URL and PARLEY_KEY.';

/** Runs one command line and gives its exit code; says on stderr, in one sentence, what went wrong. */
export async function runCli(args: readonly string[]): Promise<number> {
  // A reader such as `head` may leave first.
  process.stdout.on('error', () => process.exit(DONE));
  try {
    await createProgram().parseAsync(args, { from: 'user' });
    return Number(process.exitCode ?? DONE);
  } catch (error) {
    // Commander has said it already; help and version count as done.
    if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : WRONG_USAGE;
    process.stderr.write(sentence(error));
    return exitCode(error);
  }
}

function exitCode(error: unknown): number {
  if (!(error instanceof ParleyError)) return FAILED;
  if (error.code === 'store_in_use') return STORE_IN_USE;
  return error.code === 'invalid_input' ? WRONG_USAGE : FAILED;
}

function sentence(error: unknown): string {
  const message = maskSecrets(error instanceof Error ? error.message : String(error)) || 'The command failed';
  const inUse = error instanceof ParleyError && error.code === 'store_in_use';
  return asSentence(inUse ? `${message} ${THROUGH_SERVER}` : message);
}
