const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
  '#39': "'",
  apos: "'",
};

/** One line of Markdown as plain text: links keep their words, emphasis, code marks, tags and footnote marks go. */
export function plainText(markdown: string): string {
  return markdown
    .replace(/!\[([^\]\n]{0,300})\]\([^)\n]{0,2000}\)/g, '$1')
    .replace(/\[([^\]\n]{0,500})\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,200}\])/g, '$1')
    .replace(/\[\^[^\]\n]{1,50}\]/g, '')
    .replace(/<(https?:[^>\s]{1,2000})>/g, '$1')
    .replace(/<\/?[a-z][^<>]{0,1000}>/gi, ' ')
    .replace(/(\*\*|__|~~)(?=\S)(.{1,1000}?)\1/g, '$2')
    .replace(/(?<![\w*])\*(?=\S)([^*\n]{1,500})\*(?![\w*])/g, '$1')
    .replace(/(?<!\w)_(?=\S)([^_\n]{1,500})_(?!\w)/g, '$1')
    .replace(/`+([^`]{0,500})`+/g, '$1')
    .replace(/&(#?\w{2,6});/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .replace(/\\([\\`*_{}[\]()#+.!-])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The lines of a text in HTML or Markdown as plain text, empty ones and heading marks left out. */
export function plainLines(text: string): string {
  const lines = text
    .split(/<br\s*\/?>|<\/p>|\r?\n/i)
    .map((line) => plainText(line.replace(/^\s*#{1,6}\s+/, '')));
  return lines.filter((line) => line !== '').join('\n');
}
