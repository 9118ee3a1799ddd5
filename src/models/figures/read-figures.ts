import { type Figure, inTurn } from './figure.ts';
import { readAmounts } from './read-amounts.ts';
import { readDates } from './read-dates.ts';
import { readJoinedLengths } from './read-joined-lengths.ts';
import { readLabels, readMarks } from './read-labels.ts';
import { readAddresses, readIdentifiers, readTickets, readVersions } from './read-names.ts';

/** What is most of a whole comes first: an address is no version, a version no two numbers. */
const readAll = inTurn(
  readMarks,
  readLabels,
  readAddresses,
  readTickets,
  readJoinedLengths,
  readDates,
  readVersions,
  readIdentifiers,
  readAmounts,
);

/** Every figure of a text without invisible signs and foreign digits, in its order. Linear in the text. */
export const readFigures = (text: string): Figure[] =>
  readAll(text).figures.toSorted((one, other) => one.start - other.start);
