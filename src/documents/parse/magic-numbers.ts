/** Bytes of a file that tell what it is: `[where, what stands there, as it is called]`. */
const MAGIC: readonly (readonly [at: number, bytes: string, what: string])[] = [
  [0, '\x1f\x8b', 'a gzip archive'],
  [0, '\xfd7zXZ', 'an xz archive'],
  [0, '\x28\xb5\x2f\xfd', 'a zstd archive'],
  [0, '7z\xbc\xaf\x27\x1c', 'a 7z archive'],
  [0, 'Rar!\x1a\x07', 'a RAR archive'],
  [0, '\x04\x22\x4d\x18', 'an lz4 archive'],
  [0, 'MSCF\0', 'a cabinet archive'],
  [257, 'ustar', 'a tar archive'],
  [0, '\x7fELF', 'an executable program'],
  [0, '\xfe\xed\xfa\xce', 'an executable program'],
  [0, '\xfe\xed\xfa\xcf', 'an executable program'],
  [0, '\xce\xfa\xed\xfe', 'an executable program'],
  [0, '\xcf\xfa\xed\xfe', 'an executable program'],
  [0, '\xca\xfe\xba\xbe', 'an executable program'],
  [0, '\0asm', 'an executable program'],
  [0, '\x89PNG\r\n', 'an image'],
  [0, '\xff\xd8\xff', 'an image'],
  [0, 'GIF87a', 'an image'],
  [0, 'GIF89a', 'an image'],
  [8, 'WEBP', 'an image'],
  [0, 'II*\0', 'an image'],
  [0, 'MM\0*', 'an image'],
  [0, '\0\0\x01\0', 'an image'],
  [0, '8BPS', 'an image'],
  [0, 'OggS\0', 'a sound or a film'],
  [0, 'fLaC\0', 'a sound or a film'],
  [8, 'WAVEfmt', 'a sound or a film'],
  [8, 'AVI LIST', 'a sound or a film'],
  [4, 'ftyp', 'a sound or a film'],
  [0, '\x1a\x45\xdf\xa3', 'a sound or a film'],
  [0, 'SQLite format 3\0', 'a database'],
  [0, 'wOFF', 'a font'],
  [0, 'wOF2', 'a font'],
  [0, '{\\rtf', 'an RTF document; save it as DOCX'],
  [0, '%!PS', 'a PostScript file; save it as PDF'],
];

/** Marks of which letters alone are too likely at the beginning of a text: the head must hold a zero byte too. */
const WITH_ZEROES: readonly (readonly [bytes: string, what: string])[] = [
  ['MZ', 'an executable program'],
  ['BM', 'an image'],
  ['BZh', 'a bzip2 archive'],
  ['ID3', 'a sound or a film'],
  ['PAR1', 'a Parquet table'],
];

export const ZIP = ['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08'];
/** The container of Word, Excel and Outlook before 2007, and of documents that are locked by a password. */
export const OLE = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';

/** What the bytes at the beginning of a file (one character a byte) say that it is; null where they say nothing. */
export function magicOf(head: string): string | null {
  const sure = MAGIC.find(([at, bytes]) => head.startsWith(bytes, at));
  if (sure) return sure[2];
  return (head.includes('\0') && WITH_ZEROES.find(([bytes]) => head.startsWith(bytes))?.[1]) || null;
}
