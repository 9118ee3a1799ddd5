import { z } from 'zod';
import { ParleyError } from '../../core/errors.ts';
import { BEYOND_REACH, type ListPage, MAX_REACH } from '../../knowledge/list-pages.ts';
import { encodePage } from './encode.ts';
import { pageMeta } from './schema.ts';

export const listLinks = z.object({
  self: z.string(),
  first: z.string(),
  prev: z.string().nullable(),
  next: z.string().nullable(),
  last: z.string().nullable(),
});

export const listMeta = pageMeta.extend({ next_cursor: z.string().nullable() });

/** The refusal of a page that lies deeper. */
export const pageTooDeep = new ParleyError('invalid_input', 'Pages by number do not reach that far.', {
  subject: 'page.offset',
  issues: [
    {
      path: 'page[number]',
      message: BEYOND_REACH,
    },
  ],
});

/**
 * Links and meta of a page. What follows is linked by cursor: it neither shifts when something comes in, nor ends where
 * pages by number do.
 */
export function encodeList(
  path: string,
  query: Readonly<Record<string, unknown>>,
  { total, size, number, nextCursor }: ListPage<unknown>,
): { links: z.input<typeof listLinks>; meta: z.input<typeof listMeta> } {
  const kept = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    KEPT.test(name) && typeof value === 'string' ? [[name, value]] : [],
  );
  const link = (page: 'page[number]' | 'page[after]', value: number | string): string =>
    `${path}?${new URLSearchParams([...kept, ['page[size]', `${size}`], [page, `${value}`]])}`;
  const pages = Math.ceil(total / size);
  const meta = { ...encodePage(total, { number: number ?? 1, size }), next_cursor: nextCursor };
  const links = {
    first: link('page[number]', 1),
    next: nextCursor === null ? null : link('page[after]', nextCursor),
  };
  if (number === null)
    return {
      links: { self: link('page[after]', `${query['page[after]']}`), ...links, prev: null, last: null },
      meta: { ...meta, current_page: null, next_page: null, prev_page: null },
    };
  const last = pages * size > MAX_REACH ? null : link('page[number]', Math.max(pages, 1));
  return {
    links: {
      self: link('page[number]', number),
      ...links,
      prev: number > 1 ? link('page[number]', number - 1) : null,
      last,
    },
    meta,
  };
}

/** What a link to another page of the same list has to repeat. */
const KEPT = /^(sort|include|filter\[.*)$/s;
