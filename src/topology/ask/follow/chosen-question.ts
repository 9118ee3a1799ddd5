import { compactKey } from '../link/name-keys.ts';
import { lexicon } from '../read/lexicon.ts';
import { readWords } from '../read/words.ts';
import type { BoundQuestion, PendingQuestion, TopologySource } from '../topology-answer.ts';

const MOST_WORDS = 12;
const ORDINALS: readonly (readonly [RegExp, number])[] = [
  [/\b(?:first|1st|former)\b|^\s*1\s*[.)]?\s*$/i, 0],
  [/\b(?:second|2nd|latter)\b|^\s*2\s*[.)]?\s*$/i, 1],
  [/\b(?:third|3rd)\b|^\s*3\s*[.)]?\s*$/i, 2],
];

/** The waiting question with what the asker chose; null where the message chooses nothing. */
export function chosenQuestion(message: string, pending: PendingQuestion): BoundQuestion | null {
  const option = optionIn(message, pending.options);
  if (!option) return null;
  const { text, bound, start, end } = pending;
  return { text, bound: [...bound, { start, end, ids: [option.id] }] };
}

function optionIn(message: string, options: readonly TopologySource[]): TopologySource | undefined {
  const words = readWords(message);
  if (words.length === 0 || words.length > MOST_WORDS) return undefined;
  const said = compactKey(message);
  const named = options.filter(({ name }) => said.includes(compactKey(name)));
  const longest = Math.max(0, ...named.map(({ name }) => name.length));
  const best = named.filter(({ name }) => name.length === longest);
  const pool = best.length > 0 ? best : options;
  const kinds = words
    .flatMap(({ lower }) => lexicon.get(lower) ?? [])
    .flatMap((meaning) => (meaning.kind === 'noun' ? meaning.kinds : []));
  const ofKind = pool.filter(({ kind }) => kinds.includes(kind));
  if (ofKind.length === 1) return ofKind[0];
  if (best.length === 1 && isShort(words.length, best[0])) return best[0];
  for (const [pattern, at] of ORDINALS) if (pattern.test(message)) return options[at];
  const isYes = words.every(({ lower }) =>
    /^(?:yes|yep|yeah|yup|sure|correct|right|exactly|please|that|one|ok|okay|it|is|i|mean|meant|do|did)$/.test(
      lower,
    ),
  );
  return isYes && options.length === 1 && /^\s*(?:y|sure|correct|right|exactly|ok|that)/i.test(message)
    ? options[0]
    : undefined;
}

/** A choice says little beside the name; a question that names an option is a question. */
const isShort = (words: number, option: TopologySource | undefined): boolean =>
  words - readWords(option?.name ?? '').length <= 4;
