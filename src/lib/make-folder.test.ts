import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { makeFolder } from './make-folder.ts';

describe('making a folder', () => {
  const root = mkdtempSync(join(tmpdir(), 'parley-folder-'));
  after(() => rmSync(root, { recursive: true }));

  test('makes those above it, for their owner alone, and may be asked again', () => {
    const path = join(root, 'a/b/c');
    makeFolder(path);
    makeFolder(path);
    for (const each of [path, join(root, 'a')]) assert.equal(statSync(each).mode & 0o777, 0o700);
  });

  test('ends with an error below a file, a link to nowhere and what holds no folders', () => {
    writeFileSync(join(root, 'file'), '');
    symlinkSync(join(root, 'nowhere'), join(root, 'link'));
    assert.throws(() => makeFolder(join(root, 'file')), { code: 'EEXIST' });
    assert.throws(() => makeFolder(join(root, 'file/x')), { code: 'ENOTDIR' });
    assert.throws(() => makeFolder(join(root, 'link/x/y')), { code: 'EEXIST' });
    if (process.platform === 'linux') assert.throws(() => makeFolder('/proc/x/y'), { code: 'ENOENT' });
  });
});
