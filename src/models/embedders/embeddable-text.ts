/** Stands for a text in which there is nothing: services refuse empty ones, and some tokenizers give no token. */
const NOTHING = '.';

/**
 * The text as models take it: well formed, on one line, with its prefix, and no longer than `mostCharacters`, so that a
 * tokenizer's time stays bounded.
 */
export function embeddableText(text: string, prefix: string, mostCharacters: number): string {
  // Spaces are closed up in what can still matter: four times what is kept.
  const line = text
    .slice(0, 4 * mostCharacters)
    .replace(/[\s\0]+/g, ' ')
    .trim()
    .slice(0, mostCharacters)
    .toWellFormed();
  return prefix + (line === '' ? NOTHING : line);
}
