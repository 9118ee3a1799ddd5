const UNKNOWN =
  /^(?:n\/?a|n\.a\.|null|nan|nil|undefined|unknown|unclear|not (?:known|available|applicable|specified|recorded)|tb[adc]|to be (?:determined|announced|confirmed)|not set|x{2,}|y{3,}|z{3,}|\?+|-+|–|—|\.{3}|…)\.?$/i;

/** True for what people and programs write where they do not know a value: nothing, `N/A`, `?`, `-`, `unknown`, `TBD`. */
export function isUnknown(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value !== 'string') return false;
  const text = value.trim();
  return text === '' || text === 'None' || (text.length < 24 && UNKNOWN.test(text));
}
