import { deflateSync } from 'node:zlib';
import { madePdf, pdfOfObjects, pdfStream } from '../made-pdf.ts';
import { type HostileFile, hostile, TOO_MUCH } from './hostile-file.ts';

const MEGABYTE = 1024 ** 2;
const HONEST = [[12, 72, 700, 'Honest text.']] as const;
const FONT = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>';

/** A page whose content is object 4 and whose resources are given; more objects follow from number 5. */
const onePage = (
  content: string | Buffer,
  resources: string,
  more: readonly (string | Buffer)[] = [],
): Buffer =>
  pdfOfObjects([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 612 792] >>',
    `<< /Type /Page /Parent 2 0 R /Resources << ${resources} >> /Contents 4 0 R >>`,
    content,
    ...more,
  ]);

const honestContent = pdfStream('BT /F1 12 Tf 72 700 Td (Honest text.) Tj ET');

/** Forms that each draw the next one ten times. */
const formLaughs = (levels: number): Buffer => {
  const first = 5;
  const form = (at: number) =>
    at === levels - 1
      ? pdfStream(
          'BT /F1 12 Tf 72 700 Td (ha) Tj ET',
          `/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F1 ${FONT} >> >>`,
        )
      : pdfStream(
          '/N Do '.repeat(10),
          `/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /N ${first + at + 1} 0 R >> >>`,
        );
  return onePage(
    pdfStream('/N Do '),
    `/XObject << /N ${first} 0 R >>`,
    Array.from({ length: levels }, (_, at) => form(at)),
  );
};

const withToUnicode = (cmap: string | Buffer): Buffer =>
  onePage(pdfStream('BT /F1 12 Tf 72 700 Td (Honest) Tj ET'), '/Font << /F1 5 0 R >>', [
    `${FONT.slice(0, -2)} /ToUnicode 6 0 R >>`,
    cmap,
  ]);

/** PDFs. */
export const HOSTILE_PDF: readonly HostileFile[] = [
  hostile(
    'script.pdf',
    'JavaScript that runs when it is opened',
    () =>
      madePdf(
        [HONEST],
        "/OpenAction << /S /JavaScript /JS (app.alert\\('owned'\\); while\\(true\\){}) >> /Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (app.alert\\(1\\)) >>] >> >>",
      ),
    { read: { without: /app\.alert|owned/, holds: /Honest text/ } },
  ),
  hostile(
    'launch.pdf',
    'starts a program when it is opened',
    () => madePdf([HONEST], '/OpenAction << /S /Launch /Win << /F (cmd.exe) /P (/c calc) >> /F (/bin/sh) >>'),
    { read: { without: /cmd\.exe|bin\/sh/, holds: /Honest text/ } },
  ),
  hostile(
    'embedded.pdf',
    'an embedded program',
    () =>
      madePdf(
        [HONEST],
        '/Names << /EmbeddedFiles << /Names [(evil.exe) << /Type /Filespec /F (evil.exe) >>] >> >>',
      ),
    { read: { without: /evil/, holds: /Honest text/ } },
  ),
  hostile(
    'objects.pdf',
    '500,000 objects',
    () =>
      pdfOfObjects([
        '<< /Type /Catalog /Pages 2 0 R >>',
        '<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 612 792] >>',
        `<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 ${FONT} >> >> /Contents 4 0 R >>`,
        honestContent,
        ...Array<string>(500_000).fill('<< /A [1 2 3] >>'),
      ]),
    { refused: TOO_MUCH, read: { holds: /Honest text/ } },
  ),
  hostile(
    'tree.pdf',
    'a tree of pages that holds itself',
    () =>
      pdfOfObjects(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>']),
    { refused: /damaged/ },
  ),
  hostile(
    'bomb.pdf',
    'a page that unpacks to 4 GB',
    () => {
      const gigabyte = deflateSync(Buffer.alloc(256 * MEGABYTE, ' '), { level: 9 });
      return onePage(
        pdfStream(
          deflateSync(Buffer.concat(Array(16).fill(gigabyte))),
          '/Filter [/FlateDecode /FlateDecode]',
        ),
        `/Font << /F1 ${FONT} >>`,
      );
    },
    { refused: /^(?:could not be read within|needs more than|is a PDF without text|expands)/ },
  ),
  hostile(
    'object-stream.pdf',
    'a stream of objects that unpacks to 512 MB',
    () => {
      const packed = deflateSync(Buffer.alloc(512 * MEGABYTE, ' '), { level: 9 });
      return onePage(
        pdfStream(packed, '/Type /ObjStm /N 100000000 /First 800000000 /Filter /FlateDecode'),
        `/Font << /F1 ${FONT} >>`,
      );
    },
    { refused: /^(?:could not be read within|needs more than|is a PDF without text|expands|.*damaged)/ },
  ),
  hostile(
    'loop.pdf',
    'tables of objects that each name the other as the one before',
    () => {
      const pdf = madePdf([HONEST]).toString('latin1');
      return Buffer.from(pdf.replace('/Root', `/Prev ${pdf.lastIndexOf('xref\n0')} /Root`), 'latin1');
    },
    { read: { holds: /Honest text/ } },
  ),
  hostile('cut.pdf', 'the first half of a PDF', () => madePdf([HONEST]).subarray(0, 300), {
    refused: /^is a PDF that is damaged|^cannot be read|^is a PDF without text/,
    read: { holds: /Honest/ },
  }),
  hostile(
    'noise.pdf',
    'nothing but noise below its first line',
    () => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(200_000, 0x9c)]),
    {
      refused: /^is a PDF that is damaged/,
    },
  ),
  hostile(
    'locked.pdf',
    'protected by a password',
    () => {
      const key = 'f'.repeat(64);
      const pdf = madePdf([HONEST]).toString('latin1');
      return Buffer.from(
        pdf.replace(
          '/Info 4 0 R',
          `/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /O <${key}> /U <${key}> /P -4 >>`,
        ),
        'latin1',
      );
    },
    { refused: /^is a PDF that is protected by a password/ },
  ),
  hostile(
    'pages.pdf',
    'one page, said to be a billion',
    () => Buffer.from(madePdf([HONEST]).toString('latin1').replace('/Count 1', '/Count 999999999'), 'latin1'),
    { refused: /^has more than 5000 pages/, read: { holds: /Honest/ } },
  ),
  hostile('really-pages.pdf', '6,000 pages', () => madePdf(Array.from({ length: 6_000 }, () => HONEST)), {
    refused: /^has more than 5000 pages/,
  }),
  hostile(
    'form-loop.pdf',
    'a drawing that draws itself',
    () =>
      onePage(
        pdfStream('BT /F1 12 Tf 72 700 Td (Honest text.) Tj ET /N Do'),
        `/Font << /F1 ${FONT} >> /XObject << /N 5 0 R >>`,
        [
          pdfStream(
            '/N Do /N Do',
            '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /N 5 0 R >> >>',
          ),
        ],
      ),
    { refused: /^(?:could not be read|needs more|is nested|cannot be read)/, read: { holds: /Honest text/ } },
  ),
  hostile('form-laughs.pdf', 'drawings that come to ten billion', () => formLaughs(11), {
    refused: TOO_MUCH,
    isEndless: true,
  }),
  hostile(
    'letters.pdf',
    'a font that maps four billion letters',
    () =>
      withToUnicode(
        pdfStream(
          `/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00000000> <ffffffff> endcodespacerange ${'1 beginbfrange <00000000> <ffffffff> <0041> endbfrange '.repeat(50)} endcmap`,
        ),
      ),
    { refused: /^(?:could not be read|needs more|expands|cannot be read)/, read: {} },
  ),
  hostile(
    'letters-loop.pdf',
    'a table of letters that uses itself',
    () => withToUnicode(pdfStream('begincmap /Me usecmap endcmap', '/CMapName /Me /UseCMap 6 0 R')),
    { refused: /^(?:could not be read|is nested|cannot be read)/, read: {} },
  ),
  hostile(
    'operators.pdf',
    'ten million operators',
    () => onePage(pdfStream(deflateSync(Buffer.alloc(20 * MEGABYTE, 'q ')), '/Filter /FlateDecode'), ''),
    { refused: /^(?:is a PDF without text|could not be read|needs more)/, isEndless: true },
  ),
  hostile('scan.pdf', 'a page without text', () => madePdf(['0 0 100 100 re f']), {
    refused: /^is a PDF without text, such as a scan/,
  }),
];
