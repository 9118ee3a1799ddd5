import type { PackageFields, PackageIndex } from './debian-archive.ts';

const WANTED = [
  'postgresql-18',
  'postgresql-18-pgvector',
  'postgresql-18-pg-textsearch',
  'dash',
  'coreutils',
  'libc-bin',
];

/** Needed to install or administer a server by Debian's rules, never to run one. */
const NOT_TO_RUN = new Set([
  ...['locales', 'locales-all', 'debconf', 'debconf-2.0', 'cdebconf', 'ucf', 'libc-gconv-modules-extra'],
  ...['ssl-cert', 'openssl', 'perl', 'perl-base', 'postgresql-common', 'postgresql-client-common'],
]);

function providersOf(packages: PackageIndex): Map<string, string> {
  const providers = new Map<string, string>();
  for (const [name, fields] of packages)
    for (const provided of (fields.get('Provides') ?? '').split(',')) {
      const virtual = provided.trim().split(' ')[0] ?? '';
      if (virtual !== '' && !providers.has(virtual)) providers.set(virtual, name);
    }
  return providers;
}

/** For each dependency of a package the names that would satisfy it, the preferred one first. */
function dependenciesOf(fields: PackageFields): string[][] {
  return ['Depends', 'Pre-Depends']
    .flatMap((field) => (fields.get(field) ?? '').split(','))
    .filter((dependency) => dependency.trim() !== '')
    .map((dependency) => dependency.split('|').map((choice) => choice.trim().split(/[ :(]/)[0] ?? ''));
}

/** The packages of a PostgreSQL 18 server with both extensions, and of everything that it loads. */
export function requiredPackages(packages: PackageIndex): PackageFields[] {
  const providers = providersOf(packages);
  const chosen = new Map<string, PackageFields>();
  const open = [...WANTED];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (chosen.has(name) || NOT_TO_RUN.has(name)) continue;
    const fields = packages.get(name);
    if (fields === undefined) {
      const provider = providers.get(name);
      if (provider === undefined) throw new Error(`The Debian mirror has no package ${name}`);
      open.push(provider);
      continue;
    }
    chosen.set(name, fields);
    for (const choices of dependenciesOf(fields)) {
      const first = choices[0];
      if (first !== undefined && !choices.some((choice) => chosen.has(choice) || NOT_TO_RUN.has(choice)))
        open.push(first);
    }
  }
  return [...chosen.values()];
}
