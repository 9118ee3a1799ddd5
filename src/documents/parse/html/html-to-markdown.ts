import { MarkdownWriter } from '../markdown/markdown-writer.ts';
import type { ParseLimits } from '../parse-limits.ts';
import { usefulTitle } from '../useful-title.ts';
import { BoundedParser } from './bounded-parser.ts';
import { HtmlReader } from './html-reader.ts';
import { isLeftOut } from './is-left-out.ts';

interface Element {
  readonly isLeftOut: boolean;
  readonly attributes: Readonly<Record<string, string>>;
}

const MAX_TITLE_CHARACTERS = 2_000;

/**
 * The text of HTML as Markdown, and its title: the first heading where `<title>` only adds a site's name to it. Nothing is
 * fetched or run. Time and memory are linear in the text. Throws ParleyError for more text than allowed.
 */
export function htmlToMarkdown(html: string, limits: ParseLimits): { title: string | null; text: string } {
  const writer = new MarkdownWriter(limits);
  const reader = new HtmlReader(writer);
  const open: Element[] = [];
  let leftOut = 0;
  let pageTitle = '';
  let isTitle = false;
  const parser = new BoundedParser({
    onopentag(name, attributes) {
      parser.count(1);
      const element = { isLeftOut: isLeftOut(name, attributes), attributes };
      open.push(element);
      if (name === 'title' && pageTitle === '') isTitle = true;
      if (element.isLeftOut) leftOut++;
      else if (leftOut === 0) reader.open(name, attributes);
    },
    onclosetag(name) {
      parser.count(-1);
      const element = open.pop();
      if (name === 'title') isTitle = false;
      if (element?.isLeftOut) leftOut--;
      else if (leftOut === 0) reader.close(name, element?.attributes ?? {});
    },
    ontext(text) {
      if (isTitle) pageTitle += pageTitle.length < MAX_TITLE_CHARACTERS ? text : '';
      else if (leftOut === 0) reader.text(text);
    },
  });
  parser.end(html);
  reader.end();
  return { title: titleOf(pageTitle, reader.firstHeading?.text ?? null), text: writer.text };
}

function titleOf(pageTitle: string, heading: string | null): string | null {
  const [page, first] = [usefulTitle(pageTitle), usefulTitle(heading)];
  return first !== null && (page === null || page.includes(first)) ? first : page;
}
