/** What a passage's vector is made of: it says little without what it stands under. */
export const passageText = ({
  title,
  headings,
  content,
}: {
  readonly title: string;
  readonly headings: readonly string[];
  readonly content: string;
}): string => [title, ...headings, content].filter((line) => line !== '').join('\n');
