import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { splitDocument } from '../../../src/documents/passages/split-document.ts';
import { functionWords } from '../../../src/reader/vocabulary/function-words.ts';
import { readTokens } from '../../../src/reader/words/read-tokens.ts';
import type { FoundPassage } from '../../../src/retrieval/found-passage.ts';

export interface TextDocument {
  readonly name: string;
  readonly title: string;
  readonly alerts?: readonly string[];
  readonly text: string;
}

/** All Markdown files below a folder; the title is the front matter's or the first heading. */
export function readTexts(folder: string): TextDocument[] {
  return globSync(`${folder}/**/*.md`)
    .sort()
    .map((path) => {
      const text = readFileSync(path, 'utf8');
      const title = /^title: *(.+)$/m.exec(text.slice(0, 300))?.[1] ?? /^#\s+(.+)$/m.exec(text)?.[1];
      return { name: basename(path, '.md'), title: title ?? basename(path, '.md'), text };
    });
}

type Indexed = Omit<FoundPassage, 'score'> & { readonly stems: ReadonlyMap<string, number> };

const contentStems = (text: string): string[] =>
  readTokens(text)
    .filter(({ lower }) => !functionWords.has(lower))
    .map(({ stem }) => stem);

function count(stems: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return counts;
}

/** Passages of the documents by shared words, rare ones above all: a search simple enough for tests. */
export function searchTexts(
  documents: readonly TextDocument[],
): (question: string, limit?: number) => FoundPassage[] {
  const passages = documents.flatMap(({ name, title, alerts = [], text }): Indexed[] =>
    splitDocument(
      { text, title, syntax: 'markdown' },
      { countTokens: (piece) => Math.ceil(piece.length / 4) },
    ).map(({ ordinal, start, end, headings, content }) => ({
      id: `${name}#${ordinal}`,
      documentId: name,
      externalId: name,
      title,
      kind: alerts.length > 0 ? 'runbook' : 'document',
      alerts,
      ordinal,
      headings,
      content,
      start,
      end,
      stems: count(contentStems([title, ...alerts, ...headings, content].join(' '))),
    })),
  );
  const inPassages = count(passages.flatMap(({ stems }) => [...stems.keys()]));
  const weightOf = (stem: string) =>
    Math.log(1 + passages.length / (inPassages.get(stem) ?? passages.length));
  return (question, limit = 5) => {
    const asked = [...new Set(contentStems(question))];
    const whole = asked.reduce((sum, stem) => sum + weightOf(stem), 0) || 1;
    return passages
      .map(({ stems, ...passage }) => {
        const held = asked.reduce(
          (sum, stem) =>
            sum + weightOf(stem) * Math.min(1, ((stems.get(stem) ?? 0) / (1 + (stems.get(stem) ?? 0))) * 1.5),
          0,
        );
        return { ...passage, score: Math.min(1, held / whole) };
      })
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score)
      .slice(0, limit);
  };
}
