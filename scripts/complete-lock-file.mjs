// Adds to package-lock.json the packages for other platforms that npm leaves out when the registry in use does not
// carry them: `npm ci` refuses a lock file without them, though it would not install them here. Run after `npm install`.
import { readFileSync, writeFileSync } from 'node:fs';

const FILE = process.argv[2] ?? 'package-lock.json';
const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64', 'wasm32'];

const lock = JSON.parse(readFileSync(FILE, 'utf8'));
const added = [];

/** What an entry of the platform named by `name` would say; undefined when the name tells no platform. */
function entry(name, version, dependent) {
  const words = name.split(/[-/]/);
  const os = SYSTEMS.filter((system) => words.includes(system));
  const cpu = PROCESSORS.filter((processor) => words.includes(processor));
  if (os.length + cpu.length === 0) return undefined;
  const platform = { ...(cpu.length > 0 ? { cpu } : {}), ...(os.length > 0 ? { os } : {}) };
  return { version, ...platform, ...(dependent.dev ? { dev: true } : {}), optional: true };
}

for (const dependent of Object.values(lock.packages))
  for (const [name, version] of Object.entries(dependent.optionalDependencies ?? {})) {
    const path = `node_modules/${name}`;
    const missing = lock.packages[path] === undefined ? entry(name, version, dependent) : undefined;
    if (missing === undefined) continue;
    lock.packages[path] = missing;
    added.push(name);
  }

if (added.length > 0) {
  const [root, ...others] = Object.entries(lock.packages);
  lock.packages = Object.fromEntries([root, ...others.sort(([a], [b]) => (a < b ? -1 : 1))]);
  writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
}
process.stdout.write(`${added.length} packages of other platforms added to ${FILE}\n`);
