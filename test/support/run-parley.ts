import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

export interface Ran {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

type Settings = Readonly<Record<string, string>>;

/** Nothing of this process's own settings reaches the command. */
const environment = (settings: Settings) => ({ PATH: process.env.PATH, HOME: process.env.HOME, ...settings });

/** Runs `parley …` to its end. */
export function runParley(args: readonly string[], settings: Settings): Promise<Ran> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: environment(settings),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => (stdout += chunk));
  child.stderr.on('data', (chunk) => (stderr += chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
}

export interface Served {
  readonly url: string;
  readonly child: ChildProcess;
  readonly stdout: () => string;
  /** Sends SIGTERM and gives the exit code. */
  stop(): Promise<number | null>;
}

/** Runs `parley serve` or `parley start` until it says where it listens. */
export async function serveParley(args: readonly string[], settings: Settings): Promise<Served> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: environment({ PORT: '0', ...settings }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stderr.on('data', (chunk) => (stderr += chunk));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
      const found = /"url":"(http:[^"]+)"/.exec(stdout)?.[1];
      if (found !== undefined) resolve(found);
    });
    void ended.then((code) => reject(new Error(`ended with ${code} before it listened: ${stdout}${stderr}`)));
  });
  return {
    url,
    child,
    stdout: () => stdout,
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
