import { chooseAll } from './choose-all.ts';
import type { Rule } from './rule.ts';

/** “what is X”, “tell me about X”, “X”, “is there a service X”. */
export const describeRule: Rule = (signals) => {
  if (signals.names.length === 0) return undefined;
  if (signals.has('verb') && !signals.asks('describe')) return undefined;
  const chosen = chooseAll(signals.names, null);
  if ('refused' in chosen) return chosen;
  const isYesNo = signals.asks('exists') || (signals.isYesNo && /\bexists?\b/i.test(signals.reading.text));
  return {
    plan: { kind: 'describe', of: chosen.nodes, isYesNo },
    kinds: ['ask', 'noun', 'have', 'any', 'all', 'both', 'connected', 'edge'],
    used: signals.names,
  };
};

/** “is there a topic called X” where there is none: that is the answer, not a refusal. */
export const absentRule: Rule = (signals) => {
  const [unknown] = signals.unknown;
  const isAsked = signals.asks('exists') || (signals.isYesNo && /\bexists?\b/i.test(signals.reading.text));
  if (!unknown || signals.unknown.length > 1 || signals.names.length > 0 || !isAsked || !unknown.isName)
    return undefined;
  return {
    plan: { kind: 'absent', written: unknown.written, kinds: unknown.kinds ?? signals.kinds },
    kinds: ['noun', 'have', 'any', 'be'],
    used: [unknown],
  };
};

/** “what is in the graph”, “give me an overview”. */
export const overviewRule: Rule = (signals) => {
  if (signals.names.length + signals.unknown.length + signals.numbers.length > 0) return undefined;
  const isOfAll = !signals.kinds || signals.kinds.includes('system');
  const isAsked = signals.has('graph') || (signals.asks('describe') && isOfAll);
  if (!isAsked || signals.has('verb', 'role')) return undefined;
  return {
    plan: { kind: 'overview' },
    kinds: ['graph', 'have', 'noun', 'how', 'in', 'all', 'any', 'connected', 'edge', 'aux'],
    used: [],
  };
};
