import type { Signals } from './signals.ts';

/** Words that only questions about services, topics and how they hang together use. */
const TELLING =
  /^(?:(?:micro)?services?|components?|resources?|topics?|channels?|queues?|apis?|producers?|consumers?|subscribers?|publishers?|publish\w*|subscri\w+|consum\w+|depend\w*|owns?|owned|owners?|upstream|downstream|graph|diagram|mermaid|topology|architecture|schema|payload|callers?|hubs?|cycles?|circular)$/;

/** Whether words of the question, other than names, ask for incidents. */
export const isAboutIncidents = (signals: Signals): boolean =>
  signals.claims.some(
    (claim) => claim.type === 'phrase' && claim.meanings.every(({ kind }) => kind === 'incident'),
  );

/**
 * Whether a question is for the graph although it has no answer there: it names something of it, or uses words that are
 * asked of nothing else. Only with a name do everyday words such as “call” and “use” count.
 */
export function isAboutGraph(signals: Signals): boolean {
  if (isAboutIncidents(signals)) return false;
  if (signals.names.length > 0) return true;
  if (signals.unknown.some(({ isName, kinds, others }) => (isName && kinds !== null) || others.length > 0))
    return true;
  if (signals.unknown.some(({ isName }) => isName) && signals.has('verb', 'role')) return true;
  if (signals.reading.words.some(({ lower }) => TELLING.test(lower))) return true;
  const isFailure = signals.has('affected') && signals.has('down', 'if');
  return (
    signals.unknown.length > 0 &&
    (isFailure || (signals.has('path', 'reach', 'connected') && signals.has('from', 'between', 'how', 'to')))
  );
}
