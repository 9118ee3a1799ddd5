const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}]|(?![\t\n\r])\p{Cc}/gu;
const WIDE = /[\uff01-\uff5e]/g;
const WIDE_OFFSET = 0xfee0;
const HYPHEN = /[‐‑−﹣]/g;
const FOREIGN_DIGIT = /(?![0-9])\p{Nd}/gu;
/** A line break as JSON writes it, which would make a name of the number behind it. */
const ESCAPED_BLANK = /\\[nrt](?=\d)/g;

const isDigit = (code: number): boolean => /^\p{Nd}$/u.test(String.fromCodePoint(code));

/** Digits of a script stand in a row, zero first. */
function asciiDigit(digit: string): string {
  const compatible = digit.normalize('NFKC');
  if (/^[0-9]$/.test(compatible)) return compatible;
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && isDigit(code - value - 1)) value++;
  return String(value);
}

/** The text with digits 0 to 9 only, plain hyphens, and no sign that shows nothing. */
export const comparableText = (text: string): string =>
  text
    .replace(INVISIBLE, '')
    .replace(WIDE, (sign) => String.fromCharCode(sign.charCodeAt(0) - WIDE_OFFSET))
    .replace(HYPHEN, '-')
    .replace(FOREIGN_DIGIT, asciiDigit)
    .replace(ESCAPED_BLANK, '  ');
