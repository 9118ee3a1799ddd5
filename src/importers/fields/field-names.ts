import { UNIT_SUFFIXES } from './field-aliases.ts';

/** What ends the name of a field of hours and minutes: `Duration (hh:mm)`. */
export const CLOCK = 'hh_mm';

/** `duration_in_minutes`: the name and its unit. */
export const UNIT_SUFFIX = new RegExp(
  `^(.+?)_(?:in_)?(${[CLOCK, ...Object.keys(UNIT_SUFFIXES)].join('|')})$`,
);

/** `opened_utc`: the name and the zone, or the form, of its times. */
export const ZONE_SUFFIX =
  /^(.+?)_(utc|gmt|cet|cest|est|edt|cst|cdt|mst|mdt|pst|pdt|bst|jst|iso|timestamp|ts)$/;

/** The name without the unit or the zone at its end. */
export const bareName = (name: string): string =>
  UNIT_SUFFIX.exec(name)?.[1] ?? ZONE_SUFFIX.exec(name)?.[1] ?? name;
