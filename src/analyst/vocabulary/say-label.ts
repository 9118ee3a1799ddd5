/** The name of a label in words: `customers_affected` is "customers affected". */
export const sayLabel = (name: string): string => name.replaceAll('_', ' ');

/** The names of one label in words: "team or owning team". */
export const sayLabels = (names: readonly string[]): string => names.map(sayLabel).join(' or ');
