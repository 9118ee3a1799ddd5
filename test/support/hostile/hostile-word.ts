import { deflateRawSync } from 'node:zlib';
import { madeDocx, wordDocument, wordParagraph, wordParts, zipOf } from '../made-docx.ts';
import { type HostileFile, hostile, TOO_MUCH } from './hostile-file.ts';

const MEGABYTE = 1024 ** 2;

interface RawEntry {
  readonly name: string;
  readonly packed: Buffer;
  /** What the archive says that it unpacks to. */
  readonly statedBytes: number;
  readonly flags?: number;
}

/** A zip archive whose list says whatever it is told to; entries of the same bytes share them. */
function rawZip(entries: readonly RawEntry[], statedCount = entries.length): Buffer {
  const parts: Buffer[] = [];
  const offsets = new Map<Buffer, number>();
  let length = 0;
  const add = (part: Buffer): void => {
    parts.push(part);
    length += part.length;
  };
  const fields = ({ packed, statedBytes, name, flags = 0 }: RawEntry): Buffer => {
    const bytes = Buffer.alloc(26);
    bytes.writeUInt16LE(20, 0);
    bytes.writeUInt16LE(flags, 2);
    bytes.writeUInt16LE(8, 4);
    bytes.writeUInt32LE(packed.length, 14);
    bytes.writeUInt32LE(statedBytes, 18);
    bytes.writeUInt16LE(name.length, 22);
    return bytes;
  };
  for (const entry of entries) {
    if (offsets.has(entry.packed)) continue;
    offsets.set(entry.packed, length);
    add(Buffer.concat([Buffer.from('PK\x03\x04'), fields(entry), Buffer.from(entry.name), entry.packed]));
  }
  const listAt = length;
  for (const entry of entries) {
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offsets.get(entry.packed) ?? 0, 10);
    add(Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), fields(entry), tail, Buffer.from(entry.name)]));
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(statedCount, 8);
  end.writeUInt16LE(statedCount, 10);
  end.writeUInt32LE(length - listAt, 12);
  end.writeUInt32LE(listAt, 16);
  return Buffer.concat([...parts, end]);
}

const rawWord = (document: Buffer, statedBytes: number, flags = 0): Buffer =>
  rawZip([
    ...Object.entries(wordParts(''))
      .filter(([name]) => name !== 'word/document.xml')
      .map(([name, part]) => ({ name, packed: deflateRawSync(part), statedBytes: part.length })),
    { name: 'word/document.xml', packed: document, statedBytes, flags },
  ]);

const withParts = (
  parts: Record<string, string | Uint8Array>,
  body = wordParagraph('Honest text.'),
): Buffer => zipOf({ ...wordParts(body), ...parts });

const withEntities = (declaration: string): Buffer =>
  withParts({
    'word/document.xml': wordDocument(wordParagraph('&z;')).replace('?>', `?><!DOCTYPE w [${declaration}]>`),
  });

const laughs = ['<!ENTITY a "ha">', ...'bcdefghijz']
  .map((name, at) => (at === 0 ? name : `<!ENTITY ${name} "${`&${'abcdefghijz'[at - 1]};`.repeat(10)}">`))
  .join('');

const linkTo = (target: string): Buffer =>
  withParts(
    {
      'word/_rels/document.xml.rels': `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="${target}" TargetMode="External"/><Relationship Id="rId8" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="file:///etc/passwd" TargetMode="External"/></Relationships>`,
    },
    `<w:p><w:hyperlink r:id="rId9"><w:r><w:t>Honest text.</w:t></w:r></w:hyperlink></w:p><w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:docPr descr="A picture"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:link="rId8"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`,
  );

const spaces = (megabytes: number): Buffer => deflateRawSync(Buffer.alloc(megabytes * MEGABYTE, ' '));

const cell = '<w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>';

const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/** Word documents and other archives. */
export const HOSTILE_WORD: readonly HostileFile[] = [
  hostile('bomb.docx', 'unpacks to 200 MB', () => rawWord(spaces(200), 200 * MEGABYTE), {
    refused: /^unpacks to more than/,
  }),
  hostile('lying-sizes.docx', 'unpacks to 200 MB and states 10 bytes', () => rawWord(spaces(200), 10), {
    refused: /^unpacks to more than/,
  }),
  hostile(
    'overlapping.docx',
    '200 parts of 30 MB that share their bytes',
    () => {
      const packed = spaces(30);
      const part = (number: number) => ({
        name: `word/document${number}.xml`,
        packed,
        statedBytes: 30 * MEGABYTE,
      });
      return rawZip(Array.from({ length: 200 }, (_, at) => part(at)));
    },
    { refused: /^unpacks to more than/ },
  ),
  hostile(
    'many-entries.docx',
    '60,000 entries in its list',
    () => {
      const packed = Buffer.alloc(0);
      return rawZip(
        Array.from({ length: 60_000 }, (_, at) => ({ name: `word/${at}`, packed, statedBytes: 0 })),
      );
    },
    { refused: /^is a zip archive of more than 10000 files/ },
  ),
  hostile('false-count.docx', 'states more entries than it has', () => rawZip([], 9_000), {
    refused: /^is a zip archive that is damaged/,
  }),
  hostile(
    'nested.docx',
    'archives in archives in archives',
    () => {
      let inner = zipOf({ 'bomb.txt': Buffer.alloc(MEGABYTE) });
      for (let level = 0; level < 8; level++)
        inner = zipOf(Object.fromEntries(Array.from({ length: 4 }, (_, at) => [`${at}.zip`, inner])));
      return inner;
    },
    { refused: /^is a zip archive; unpack it first/ },
  ),
  hostile(
    'itself.docx',
    'a part that is the archive itself',
    () => {
      const archive = madeDocx(wordParagraph('Honest text.'));
      // Where the list says that the first part begins, the list itself begins.
      const list = archive.indexOf('PK\x01\x02');
      archive.writeUInt32LE(list, list + 42);
      return archive;
    },
    { refused: /^is a zip archive that is damaged/ },
  ),
  hostile(
    'two-of-a-name.docx',
    'two different parts of one name',
    () => {
      const part = (text: string) => {
        const xml = wordDocument(wordParagraph(text));
        return { name: 'word/document.xml', packed: deflateRawSync(xml), statedBytes: xml.length };
      };
      return rawZip([part('one'), part('two')]);
    },
    { refused: /damaged/ },
  ),
  hostile('locked-part.docx', 'an encrypted part', () => rawWord(deflateRawSync('x'), 1, 1), {
    refused: /^is protected by a password/,
  }),
  hostile('cut.docx', 'the first half of a document', () => madeDocx(wordParagraph('x')).subarray(0, 600), {
    refused: /^is a zip archive that is damaged/,
  }),
  hostile('billion-laughs.docx', 'XML entities that expand to ten billion', () => withEntities(laughs), {
    refused: /^declares XML entities/,
  }),
  hostile(
    'external-entity.docx',
    'an XML entity that is /etc/passwd',
    () => withEntities('<!ENTITY z SYSTEM "file:///etc/passwd">'),
    { refused: /^declares XML entities/ },
  ),
  hostile(
    'deep.docx',
    'elements 100,000 levels deep',
    () => madeDocx(`${'<w:p>'.repeat(100_000)}${'</w:p>'.repeat(100_000)}`),
    { refused: /^is nested more than 400 levels deep/ },
  ),
  hostile('paragraphs.docx', 'a million paragraphs', () => madeDocx(wordParagraph('x').repeat(1_000_000)), {
    refused: /^(?:unpacks to|needs more|could not)/,
  }),
  hostile(
    'table.docx',
    'a table of 100,000 cells',
    () => madeDocx(`<w:tbl>${`<w:tr>${cell.repeat(50)}</w:tr>`.repeat(2_000)}</w:tbl>`),
    { refused: TOO_MUCH, read: { holds: /\| x \| x \|/ } },
  ),
  hostile(
    'macro.docm',
    'a program inside',
    () => withParts({ 'word/vbaProject.bin': Buffer.alloc(2_000, 7) }),
    { refused: /^is a Word document with macros/ },
  ),
  hostile('file-link.docx', 'a link and a picture that are /etc/passwd', () => linkTo('file:///etc/passwd'), {
    read: { without: /passwd|root:/, holds: /Honest text\.[\s\S]*A picture/ },
  }),
  hostile('script-link.docx', 'a link that is a script', () => linkTo('javascript:alert(1)'), {
    read: { without: /javascript/, holds: /Honest text/ },
  }),
  hostile('old.doc', 'the format before 2007', () => Buffer.concat([OLE, Buffer.alloc(4_000)]), {
    refused: /^is an Office file in the format before 2007/,
  }),
  hostile(
    'locked.docx',
    'a document behind a password',
    () =>
      Buffer.concat([
        OLE,
        Buffer.alloc(1_000),
        Buffer.from('EncryptedPackage', 'utf16le'),
        Buffer.alloc(900),
      ]),
    { refused: /^is a document that is protected by a password/ },
  ),
  hostile('sheet.docx', 'an Excel workbook', () => zipOf({ 'xl/workbook.xml': '<x/>' }), {
    refused: /^is an Excel workbook/,
  }),
];
