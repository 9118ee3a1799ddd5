import { unreadable } from '../parse-limits.ts';

/** Tables in tables in tables come to a tenth of it; readers of XML call themselves for each level. */
const MAX_DEPTH = 400;

/**
 * Looks through XML before it is read: throws ParleyError where it declares entities or document types, which can expand
 * without end or name files, and where it is nested too deeply. One pass, and nothing is kept.
 */
export function checkXml(xml: string): void {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml))
    throw unreadable('declares XML entities, which no Word document does');
  let depth = 0;
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at + 1)) {
    const next = xml[at + 1];
    if (next === '/') depth--;
    else if (next !== '!' && next !== '?') {
      const end = xml.indexOf('>', at);
      if (end < 0) return;
      if (xml[end - 1] !== '/') depth++;
      if (depth > MAX_DEPTH) throw unreadable(`is nested more than ${MAX_DEPTH} levels deep`);
      at = end;
    }
  }
}
