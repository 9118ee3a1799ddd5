import { html } from 'hono/html';

/** A piece of the page; whatever is put into one is escaped. */
export type Markup = ReturnType<typeof html>;

/** A description's text: paragraphs, `code` and **strong** words. */
export const prose = (text: string): Markup[] =>
  text.split(/\n{2,}/).map((paragraph) => html`<p>${inline(paragraph)}</p>`);

/** The same within a line. */
export const inline = (text: string): (Markup | string)[] =>
  text.split(/(`[^`]+`|\*\*[^*]+\*\*)/).map((part) => {
    if (part.startsWith('`') && part.length > 2) return html`<code>${part.slice(1, -1)}</code>`;
    if (part.startsWith('**') && part.length > 4) return html`<strong>${part.slice(2, -2)}</strong>`;
    return part;
  });

/** A body as it is shown: JSON with its lines broken, any other text as it is. */
export const shown = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value, null, 2);
