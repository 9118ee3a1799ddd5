import { z } from 'zod';
import type { TimeBounds } from '../../knowledge/incident-filter.ts';
import { wholeNumber } from '../query-values.ts';

/** Deeper pages than the server goes are refused by it in the words of the source, so any number may be asked for. */
const ANY_PAGE = 999_999_999;

/** The query of a list: which page, in which order, narrowed to what, and `others`. `sorts`: names of times. */
export function listQuery<Filters extends z.ZodRawShape, Others extends z.ZodRawShape>(
  sorts: readonly string[],
  filters: Filters,
  others: Others,
) {
  const known = new Set(Object.keys(filters).map((name) => /\[(\w+)\]/.exec(name)?.[1]));
  return z
    .looseObject({
      'page[number]': wholeNumber(1, ANY_PAGE, 1),
      'page[size]': wholeNumber(1, 100, 20),
      'page[after]': z.string().optional().meta({
        description:
          '`meta.next_cursor` of the page before. Counts more than `page[number]`, and goes as deep as there is something.',
      }),
      sort: z
        .string()
        .optional()
        .meta({
          description: `Of ${sorts.join(', ')}, with commas between them; \`-\` before one for latest first.`,
          example: `-${sorts[0]}`,
        }),
      ...filters,
      ...others,
    })
    .superRefine((query, issues) => {
      // A filter that was passed over would give another answer than the one asked for, and nobody would see it.
      for (const name of Object.keys(query).filter((each) => /^filter\b/.test(each)))
        if (!Object.hasOwn(filters, name))
          issues.addIssue({
            code: 'custom',
            path: [name],
            message: `is not known; filters are ${[...known].join(', ')}`,
          });
    });
}

export const textFilter = (description: string) => z.string().optional().meta({ description });

const BOUNDS = ['gt', 'gte', 'lt', 'lte'] as const;
type BoundName<Time extends string> = `filter[${Time}][${(typeof BOUNDS)[number]}]`;

const bound = textFilter('In ISO 8601; a day stands for all of its moments.');

/** Four bounds of each time. */
export const timeFilters = <Time extends string>(...times: Time[]) =>
  Object.fromEntries(
    times.flatMap((time) => BOUNDS.map((name) => [`filter[${time}][${name}]`, bound])),
  ) as Record<BoundName<Time>, typeof bound>;

export const boundsOf = <Time extends string>(
  query: { readonly [Name in BoundName<Time>]?: string | undefined },
  time: Time,
): TimeBounds => ({
  gt: query[`filter[${time}][gt]`],
  gte: query[`filter[${time}][gte]`],
  lt: query[`filter[${time}][lt]`],
  lte: query[`filter[${time}][lte]`],
});

/** The names between the commas. */
export const listed = (text = ''): string[] =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** Which related resources come along. */
export const includeText = (names: readonly string[], description: string) =>
  z
    .string()
    .refine((text) => listed(text).every((name) => names.includes(name)), `must be of ${names.join(', ')}`)
    .optional()
    .meta({ description });

/** The part of a verb's request that says which page. */
export const pageOf = (query: {
  readonly 'page[number]': number;
  readonly 'page[size]': number;
  readonly 'page[after]'?: string | undefined;
  readonly sort?: string | undefined;
}) => ({
  sort: query.sort,
  page: { number: query['page[number]'], size: query['page[size]'], after: query['page[after]'] },
});
