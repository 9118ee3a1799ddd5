import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { checkTemplate } from '../template-rules.ts';
import { builtinTemplate, builtinTemplates, newestBuiltinTemplates } from './builtin-templates.ts';

/** SHA-256 of every file as it was released: a new text is a new file and a new row. */
const RELEASED: Readonly<Record<string, string>> = {
  'documents.1.md': 'd43faeeddb75f93f7c1df52ec236a8fdde17e74accd469f62d9def3bfbe6cdf2',
  'history.1.md': '9e5cf33edd00cf21105eccd0d19408716d73889484a4c19f05430b5e5c55264e',
  'project.1.md': '3f356dba102e013bb544c138ba2e5ae8fd0392b6be55840f50ebb97a1cd0ce78',
  'roadmap_requirements.1.md': '0093479938d6a2af79166228c65000fe247d781723059f74f0b96983f12f0de5',
};

const files = globSync(join(import.meta.dirname, '*.md'));
const readText = (file: string) => readFileSync(file, 'utf8').replaceAll('\r\n', '\n');

test('a template that was released is never changed and never gone', () => {
  const found = files.map((file) => [
    basename(file),
    createHash('sha256').update(readText(file)).digest('hex'),
  ]);
  assert.deepEqual(Object.fromEntries(found), RELEASED);
});

test('every file is a version, numbered from 1 without gaps, that a tenant could have written', () => {
  assert.equal(builtinTemplates().length, files.length);
  for (const { id, version, body } of builtinTemplates()) {
    assert.equal(checkTemplate(body), body, id);
    assert.ok(version === 1 || builtinTemplate(id, version - 1), `${id} ${version}`);
    assert.equal(body, readText(join(import.meta.dirname, `${id}.${version}.md`)).trim());
  }
});

test('the newest version of each stands once in the list, and is what is found without a number', () => {
  const newest = newestBuiltinTemplates();
  assert.deepEqual(
    newest.map(({ id }) => id),
    ['documents', 'history', 'project', 'roadmap_requirements'],
  );
  for (const template of newest) {
    assert.equal(builtinTemplate(template.id, null), template);
    assert.equal(builtinTemplate(template.id, template.version), template);
    assert.equal(builtinTemplate(template.id, template.version + 1), undefined);
  }
  for (const id of ['', 'nowhere', 'history.1', '../history', 'History'])
    assert.equal(builtinTemplate(id, null), undefined, id);
});

test('files are read once', () => {
  assert.equal(builtinTemplates(), builtinTemplates());
});
