import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { openArchive } from './debian-archive.ts';
import { requiredPackages } from './required-packages.ts';
import { mustRun } from './run-command.ts';

const DEVICES = { null: '3', zero: '5', random: '8', urandom: '9' };

/** The folders, devices and users that a server in a chroot looks for. */
function furnish(root: string): void {
  for (const folder of ['dev/shm', 'proc', 'tmp', 'run', 'etc'])
    mkdirSync(join(root, folder), { recursive: true });
  for (const folder of ['tmp', 'dev/shm', 'run']) chmodSync(join(root, folder), 0o1777);
  for (const [name, minor] of Object.entries(DEVICES))
    if (!existsSync(join(root, 'dev', name)))
      mustRun('mknod', ['-m', '666', join(root, 'dev', name), 'c', '1', minor]);
  writeFileSync(join(root, 'etc/passwd'), 'root:x:0:0::/:/bin/sh\npostgres:x:1000:1000::/data:/bin/sh\n');
  writeFileSync(join(root, 'etc/group'), 'root:x:0:\npostgres:x:1000:\n');
}

/** Debian's merged layout: /bin and its like are names for what stands in /usr. */
function mergeUsr(root: string): void {
  for (const name of ['bin', 'sbin', 'lib', 'lib64']) {
    mkdirSync(join(root, 'usr', name), { recursive: true });
    if (lstatSync(join(root, name), { throwIfNoEntry: false }) === undefined)
      symlinkSync(`usr/${name}`, join(root, name));
  }
}

/**
 * Unpacks a PostgreSQL 18 server with pgvector and pg_textsearch below `root`, apart from the machine's own
 * libraries. Does nothing when it stands already; a broken-off attempt leaves nothing behind.
 */
export async function installServer(root: string): Promise<void> {
  if (existsSync(root)) return;
  const unfinished = `${root}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mergeUsr(unfinished);
  const archive = await openArchive();
  const file = join(unfinished, 'package.deb');
  for (const fields of requiredPackages(archive.packages)) {
    writeFileSync(file, await archive.download(fields));
    mustRun('sh', [
      '-c',
      'dpkg-deb --fsys-tarfile "$1" | tar -x -C "$2" --keep-directory-symlink --no-same-owner',
      'unpack',
      file,
      unfinished,
    ]);
  }
  rmSync(file);
  furnish(unfinished);
  mustRun('ldconfig', ['-r', unfinished]);
  renameSync(unfinished, root);
}
