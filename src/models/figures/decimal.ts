/** An exact number, not negative: `digits` / 10 ** `scale`. */
export interface Decimal {
  readonly digits: bigint;
  /** From 0 on; as small as it can be. */
  readonly scale: number;
}

function reduced(digits: bigint, scale: number): Decimal {
  let [rest, places] = [digits, scale];
  while (places > 0 && rest % 10n === 0n) {
    rest /= 10n;
    places--;
  }
  return { digits: rest, scale: places };
}

/** Reads digits with at most one point: `007`, `1.50`, `.5`. */
export function decimalOf(text: string): Decimal {
  const [whole = '', fraction = ''] = text.split('.');
  return reduced(BigInt(whole + fraction), fraction.length);
}

/** Times 10 ** `power`. */
export const shifted = ({ digits, scale }: Decimal, power: number): Decimal =>
  scale >= power
    ? reduced(digits, scale - power)
    : { digits: digits * 10n ** BigInt(power - scale), scale: 0 };

export const times = ({ digits, scale }: Decimal, factor: bigint): Decimal => reduced(digits * factor, scale);

export function plus(one: Decimal, other: Decimal): Decimal {
  const scale = Math.max(one.scale, other.scale);
  const [a, b] = [one, other].map((each) => each.digits * 10n ** BigInt(scale - each.scale));
  return reduced((a ?? 0n) + (b ?? 0n), scale);
}

/** Equal for equal numbers only. */
export const keyOf = ({ digits, scale }: Decimal): string =>
  scale === 0 ? `${digits}` : `${digits}e-${scale}`;
