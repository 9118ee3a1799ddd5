import { HOSTILE_DATA } from './hostile-data.ts';
import type { HostileFile } from './hostile-file.ts';
import { HOSTILE_MARKUP } from './hostile-markup.ts';
import { HOSTILE_PDF } from './hostile-pdf.ts';
import { HOSTILE_WORD } from './hostile-word.ts';

/** Files that are made to hang, crash, fill or mislead what reads them; each is made when its bytes are asked for. */
export const HOSTILE_FILES: readonly HostileFile[] = [
  ...HOSTILE_WORD,
  ...HOSTILE_PDF,
  ...HOSTILE_MARKUP,
  ...HOSTILE_DATA,
];
