import { spawnSync } from 'node:child_process';

export interface CommandResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end; never throws for its exit status. A missing program has the status 127. */
export function runCommand(program: string, args: readonly string[], env?: NodeJS.ProcessEnv): CommandResult {
  const { status, stdout, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    // The server that pg_ctl leaves behind would hold a pipe open for ever.
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
    ...(env === undefined ? {} : { env }),
  });
  return { status: status ?? 127, stdout: stdout ?? '', stderr: stderr ?? '' };
}

/** Runs a program to its end and returns what it printed; throws with its last words when it fails. */
export function mustRun(program: string, args: readonly string[]): string {
  const { status, stdout, stderr } = runCommand(program, args);
  if (status !== 0)
    throw new Error(`${program} ${args[0] ?? ''} failed: ${(stderr || stdout).trim().slice(-500)}`);
  return stdout;
}
