import { stem } from '../../lib/stem.ts';
import { STOP_WORDS } from '../../retrieval/lexical/stop-words.ts';
import { GENERAL_WORDS } from './general-words.ts';

const TOKEN = /[\p{L}\p{N}][\p{L}\p{N}_./:-]*/gu;

/** The words of a text in lower case: `re-attached` as `reattached`, `rolled back` and `failed over` as one each. */
export function stepTokens(text: string): string[] {
  const joined = text
    .toLowerCase()
    .replace(/['’]s\b/g, '')
    .replace(/\bre-(?=\p{L})/gu, 're')
    .replace(/\b(roll(?:ed|ing)?)[ -](?:all |everything |it |them )?back\b/g, (_, verb: string) =>
      verb === 'roll' ? 'rollback' : `${verb}back`,
    )
    .replace(/\b(fail(?:ed)?)[ -]over\b/g, '$1over');
  return (joined.match(TOKEN) ?? []).map((token) => token.replace(/[./:-]+$/, ''));
}

/** The stems of the words that say what a step is about; versions, sizes and general words are left out. */
export function tellingStems(tokens: readonly string[]): Set<string> {
  const telling = tokens.filter(
    (token) =>
      token.length > 1 && !/^v?\d/.test(token) && !STOP_WORDS.has(token) && !GENERAL_WORDS.has(token),
  );
  return new Set(telling.map(stem));
}
