import { isAmountBefore, type ReadTerm, readTerms } from './read-terms.ts';

const NAMED =
  /\b[A-Z][A-Za-z0-9]{2,40}(?:Exception|Error|BackOff|Killed|Failure|Timeout|Pressure|NotReady)\b|\bNotReady\b|\b(?:E[A-Z]{4,12}|ERR_[A-Z_]{3,40}|[A-Z]{3,20}(?:_[A-Z]{2,20}){1,5})\b|\b[45](?:\d\d|xx|XX)s?\b/g;

/** Codes, states and names of errors that say how a failure showed itself: `503`, `NotReady`, `ERR_POOL_TIMEOUT`. */
export const findSymptoms = (text: string): ReadTerm[] =>
  readTerms(
    [...text.matchAll(NAMED)]
      .filter(({ 0: name, index }) => {
        const end = index + name.length;
        return !/^\d/.test(name) || !isAmountBefore(text.slice(end, end + 12));
      })
      .map(([name]) => name)
      .join('\n'),
  );
