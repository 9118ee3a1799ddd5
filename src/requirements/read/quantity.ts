export type Bound = 'exact' | 'most' | 'least' | 'range';

/** An amount in a statement. Offsets cover number and unit; `low` and `high` are in the dimension's base unit. */
export interface Quantity {
  /** `time` (seconds), `size` (bytes), `percent`, `money EUR`, `period` (seconds), `date` and `day of year` (days), `count user`. */
  readonly dimension: string;
  readonly low: number;
  readonly high: number;
  readonly bound: Bound;
  /** Stems between a number and what it counts: “failed login” of “3 failed login attempts”. */
  readonly qualifiers: readonly string[];
  readonly start: number;
  readonly end: number;
}

/** How far around a number its unit and its bound are looked for. */
export const NEAR_CHARACTERS = 60;

/** Low and high of one number with its bound. */
export function interval(
  dimension: string,
  value: number,
  bound: Bound,
): Pick<Quantity, 'dimension' | 'low' | 'high' | 'bound'> {
  return {
    dimension,
    bound,
    low: bound === 'most' ? -Infinity : value,
    high: bound === 'least' ? Infinity : value,
  };
}
