// Runs before npm's scripts, on whatever Node the machine has (20 or newer): installs what the lock file names, the
// project's own Node among it, unless node_modules holds exactly that already.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);

/** What npm wrote down under `packages`; undefined where nothing is installed. */
function packagesIn(file) {
  const url = new URL(file, root);
  return existsSync(url) ? JSON.parse(readFileSync(url, 'utf8')).packages : undefined;
}

/** Packages for other platforms are optional and not installed. */
function isInstalled() {
  const installed = packagesIn('node_modules/.package-lock.json');
  if (installed === undefined) return false;
  return Object.entries(packagesIn('package-lock.json')).every(
    ([path, { version, optional }]) =>
      path === '' ||
      (installed[path] === undefined ? optional === true : installed[path].version === version),
  );
}

if (!isInstalled()) {
  process.stderr.write('Installing what package-lock.json names …\n');
  const npm = process.env.npm_execpath;
  const [program, ...first] = npm === undefined ? ['npm'] : [process.execPath, npm];
  const options = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync(program, [...first, ...options], {
    cwd: fileURLToPath(root),
    // stdout belongs to the script that follows.
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) {
    process.stderr.write('The installation failed; see above.\n');
    process.exit(1);
  }
}
