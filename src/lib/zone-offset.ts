import { IANAZone } from 'luxon';

/**
 * Minutes east of UTC. An abbreviation means what it says in every season (CET in July is still +01:00).
 * Of ambiguous ones: IST is India, CST is North America, BST is British summer time.
 */
const ABBREVIATIONS: Readonly<Record<string, number>> = {
  UTC: 0,
  GMT: 0,
  Z: 0,
  WET: 0,
  WEST: 60,
  BST: 60,
  CET: 60,
  CEST: 120,
  MEZ: 60,
  MESZ: 120,
  SAST: 120,
  EET: 120,
  EEST: 180,
  TRT: 180,
  MSK: 180,
  IST: 330,
  SGT: 480,
  HKT: 480,
  AWST: 480,
  JST: 540,
  KST: 540,
  ACST: 570,
  AEST: 600,
  AEDT: 660,
  NZST: 720,
  NZDT: 780,
  BRT: -180,
  ART: -180,
  ADT: -180,
  AST: -240,
  EDT: -240,
  EST: -300,
  CDT: -300,
  CST: -360,
  MDT: -360,
  MST: -420,
  PDT: -420,
  PST: -480,
  AKDT: -480,
  AKST: -540,
  HST: -600,
};

/** Names without a season follow the clocks of the place. */
const PLACES: Readonly<Record<string, string>> = {
  ET: 'America/New_York',
  CT: 'America/Chicago',
  MT: 'America/Denver',
  PT: 'America/Los_Angeles',
};

/** Matches a time zone as it is written after a time; no groups. */
export const ZONE_PATTERN = `(?:(?:UTC|GMT)\\s?[+-]\\d{1,2}(?::?\\d{2})?|[+-]\\d{2}:?\\d{2}|${Object.keys(ABBREVIATIONS).join('|')}|ET|CT|MT|PT|(?:US|Africa|America|Asia|Australia|Europe|Pacific|Etc)/[A-Za-z_]+(?:/[A-Za-z_]+)?)`;

const OFFSET = /^(?:UTC|GMT)?\s?([+-])(\d{1,2}):?(\d{2})?$/;

/** Minutes east of UTC of a zone (`CET`, `+02:00`, `UTC-7`, `US/Pacific`) at a local time; undefined if unknown. */
export function zoneOffsetMinutes(zone: string, localMs: number): number | undefined {
  const fixed = ABBREVIATIONS[zone.toUpperCase()];
  if (fixed !== undefined) return fixed;
  const offset = OFFSET.exec(zone.toUpperCase());
  if (offset) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0);
    return minutes > 14 * 60 ? undefined : offset[1] === '-' ? -minutes : minutes;
  }
  const place = IANAZone.create(PLACES[zone.toUpperCase()] ?? zone);
  if (!place.isValid) return undefined;
  const guess = place.offset(localMs);
  return place.offset(localMs - guess * 60_000);
}
