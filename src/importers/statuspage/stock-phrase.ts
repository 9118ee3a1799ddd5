const STOCK_WORDS: ReadonlySet<string> = new Set(
  (
    'a all an and any are as at be been being by cause caused continue continues continuing deployed deploying ' +
    'engineers exact final fix fixed fixes for found further has have i identified identify implement implemented ' +
    'implementing in incident incidents information investigate investigated investigating investigation is issue ' +
    'issues it its m monitor monitored monitoring more near necessary next no now of on operational our place ' +
    'possible problem progress provide re resolution resolve resolved resolving result results root s shortly ' +
    'solution soon team that the this to update updates ve was we will with work working you'
  ).split(' '),
);

/** True for what status pages say by template: `The issue has been identified and a fix is being implemented.` */
export const isStockPhrase = (text: string): boolean =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).every((word) => STOCK_WORDS.has(word));
