/** Monday first, as ISO 8601 and PostgreSQL's `ID` count: day 1 is at index 0. */
export const weekdayNames = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;
