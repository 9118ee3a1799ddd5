import { sayList } from '../../analyst/phrase/say.ts';
import { fitNames, meantNames } from '../../analyst/read/fit-names.ts';
import { linkById, MOST_NAMES } from '../../analyst/read/link-pattern.ts';
import { readWords } from '../../analyst/read/words.ts';
import { ParleyError } from '../../core/errors.ts';
import { parseId } from '../../core/ids.ts';
import type { Pattern } from '../../core/pattern.ts';
import { shorten } from '../../lib/shorten.ts';
import type { AnswerRequest } from '../../models/answerer.ts';
import { selectPatternNames } from '../../store/pattern-answers.ts';
import { runQuery } from '../../store/query.ts';
import type { ToolParts } from './tool-parts.ts';

const MOST_SUGGESTED = 5;
const MOST_TITLE_CHARACTERS = 120;

/**
 * The caller's standing pattern of that id, or the one whose title the words mean. Throws `not_found` with the nearest
 * titles that there are, also where the words mean several.
 */
export async function patternCalled(
  reference: string,
  { context: { tenantId } }: AnswerRequest,
  { db }: ToolParts,
): Promise<Pattern> {
  const run = { db, tenantId };
  const id = parseId('ptn', reference);
  const names = await runQuery(db, { tenantId }, selectPatternNames(tenantId, MOST_NAMES));
  const words = readWords(reference).map(({ text }) => text);
  const fits = fitNames(names, words);
  const meant = meantNames(fits, words);
  const found = id ?? (meant.length === 1 ? meant[0]?.item.id : undefined);
  const { pattern } = found === undefined ? { pattern: null } : await linkById(found, 'name', run);
  if (pattern) return pattern;
  const near = fits
    .slice(0, MOST_SUGGESTED)
    .map(({ item }) => `“${shorten(item.title, MOST_TITLE_CHARACTERS)}”`);
  const there = near.length > 0 ? ` The nearest titles are: ${sayList(near)}.` : '';
  throw new ParleyError('not_found', `There is no one pattern with that id or title.${there}`, {
    subject: 'pattern',
  });
}
