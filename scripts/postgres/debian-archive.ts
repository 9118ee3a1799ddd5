import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { mustRun, runCommand } from './run-command.ts';

const SUITE = 'sid';
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** The fields of one package in the archive's index. */
export type PackageFields = ReadonlyMap<string, string>;
export type PackageIndex = ReadonlyMap<string, PackageFields>;

export interface DebianArchive {
  readonly packages: PackageIndex;
  /** The package file, its checksum verified. */
  download(fields: PackageFields): Promise<Buffer>;
}

/** The mirror that this machine's apt uses. */
function mirror(): string {
  const targets = () => mustRun('apt-get', ['indextargets', '--format', '$(REPO_URI) $(SUITE)']);
  const find = (lines: string) =>
    lines
      .split('\n')
      .map((line) => line.split(' '))
      .find(([uri = '', suite = '']) => /\/debian\/?$/.test(uri) && !suite.includes('security'))?.[0];
  let found = find(targets());
  if (found === undefined) {
    mustRun('apt-get', ['update', '-q']);
    found = find(targets());
  }
  if (found === undefined) throw new Error('apt knows no Debian mirror');
  return found.endsWith('/') ? found : `${found}/`;
}

async function fetchBytes(url: string): Promise<Buffer> {
  const response = await fetch(url, { signal: AbortSignal.timeout(300_000) });
  if (!response.ok) throw new Error(`The Debian mirror answered ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** The signed list of checksums; throws when no signature of the Debian archive is good. */
function verifySignature(release: Buffer): void {
  if (runCommand('gpgv', ['--version']).status !== 0) mustRun('apt-get', ['install', '-y', '-q', 'gpgv']);
  const folder = mkdtempSync(join(tmpdir(), 'parley-release-'));
  try {
    writeFileSync(join(folder, 'InRelease'), release);
    const { stdout } = runCommand('gpgv', [
      '--status-fd',
      '1',
      '--keyring',
      KEYRING,
      join(folder, 'InRelease'),
    ]);
    if (!stdout.includes('] VALIDSIG ') || stdout.includes('] BADSIG '))
      throw new Error('The Debian mirror’s index has no good signature');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function parseIndex(text: string): PackageIndex {
  const packages = new Map<string, PackageFields>();
  for (const paragraph of text.split('\n\n')) {
    const fields = new Map<string, string>();
    for (const [, name = '', value = ''] of paragraph.matchAll(/^([A-Za-z0-9-]+): (.*)$/gm))
      fields.set(name, value);
    const name = fields.get('Package');
    if (name !== undefined) packages.set(name, fields);
  }
  return packages;
}

/** Reads the index of Debian's unstable release from this machine's mirror, signature and checksums verified. */
export async function openArchive(): Promise<DebianArchive> {
  const base = mirror();
  const architecture = mustRun('dpkg', ['--print-architecture']).trim();
  const path = `main/binary-${architecture}/Packages.gz`;
  const release = await fetchBytes(`${base}dists/${SUITE}/InRelease`);
  verifySignature(release);
  const checksums = release.toString().split('\nSHA256:\n')[1] ?? '';
  const index = await fetchBytes(`${base}dists/${SUITE}/${path}`);
  if (!new RegExp(`^ ${sha256(index)} +\\d+ ${path}$`, 'm').test(checksums))
    throw new Error(
      'The Debian mirror’s index does not match its checksum: it may be updating, try again later',
    );
  return {
    packages: parseIndex(gunzipSync(index).toString()),
    async download(fields) {
      const bytes = await fetchBytes(base + fields.get('Filename'));
      if (sha256(bytes) !== fields.get('SHA256'))
        throw new Error(`Bad checksum of package ${fields.get('Package')}`);
      return bytes;
    },
  };
}
