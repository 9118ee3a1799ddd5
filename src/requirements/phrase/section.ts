/** A headed part of a reply. */
export interface Section {
  readonly title: string | null;
  /** Sentences before the list. */
  readonly lead?: string;
  /** List items without their mark. */
  readonly items?: readonly string[];
  /** Most items shown, however much room there is. */
  readonly most?: number;
}

/** Most characters of a reply. */
const MOST_CHARACTERS = 5800;
const FIRST_ITEMS = 2;

const total = ({ items = [] }: Section): number => items.length;

function render({ title, lead, items = [] }: Section, shown: number): string {
  const rest = items.length - shown;
  const lines = [
    ...(title === null ? [] : [`**${title}**`]),
    ...(lead === undefined ? [] : [lead]),
    ...items.slice(0, shown).map((item) => `- ${item}`),
    ...(rest > 0 ? [`- … and ${rest} more`] : []),
  ];
  return lines.join('\n');
}

/**
 * Sections as text, in order. Where they are too long together, lists are cut: each shows its first items, then they
 * take turns while there is room, and each says how many more it has.
 */
export function renderSections(sections: readonly Section[]): string[] {
  const limits = sections.map((section) => Math.min(total(section), section.most ?? total(section)));
  const shown = limits.map((limit) => Math.min(limit, FIRST_ITEMS));
  const size = (): number =>
    sections.reduce((sum, section, at) => sum + render(section, shown[at] ?? 0).length + 2, 0);
  let room = MOST_CHARACTERS - size();
  for (let grew = true; grew; ) {
    grew = false;
    for (const [at, { items = [] }] of sections.entries()) {
      const next = items[shown[at] ?? 0];
      if (next === undefined || (shown[at] ?? 0) >= (limits[at] ?? 0) || next.length + 3 > room) continue;
      shown[at] = (shown[at] ?? 0) + 1;
      room -= next.length + 3;
      grew = true;
    }
  }
  return sections.map((section, at) => render(section, shown[at] ?? 0));
}
