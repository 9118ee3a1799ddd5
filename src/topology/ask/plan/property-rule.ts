import { chooseAll } from './choose-all.ts';
import type { Rule } from './rule.ts';

/** “tags of X”, “which protocol does T use”, “retention of T”, “where is X defined”. */
export const propertyRule: Rule = (signals) => {
  if (
    signals.names.length === 0 ||
    (signals.has('role', 'noun') &&
      signals.kinds?.some((kind) => kind !== 'owner' && kind !== 'service' && kind !== 'topic'))
  )
    return undefined;
  const property = signals.all('property')[0]?.meaning.property ?? (signals.has('type') ? 'type' : null);
  const stranger =
    signals.unknown.length === 1 && !signals.unknown[0]?.isName ? signals.unknown[0] : undefined;
  if (!property && !stranger) return undefined;
  const chosen = chooseAll(signals.names, null);
  if ('refused' in chosen) return chosen;
  const said = stranger?.written ?? property ?? '';
  const [first] = chosen.nodes;
  const isTrait = signals.isYesNo && stranger !== undefined && first !== undefined && !signals.has('verb');
  if (stranger && signals.isYesNo && !isTrait) return undefined;
  const uses = signals.all('verb').every(({ meaning }) => meaning.relation === 'use');
  const basic = ['property', 'type', 'have', 'be', 'any', 'all', 'noun', 'in', 'field', 'how'] as const;
  const kinds = property === 'seen' ? ([...basic, 'unheld', 'time'] as const) : basic;
  return {
    plan: isTrait
      ? { kind: 'trait', of: first, words: said }
      : { kind: 'property', of: chosen.nodes, property: said },
    kinds: uses ? [...kinds, 'verb'] : kinds,
    used: [...signals.names, ...(stranger ? [stranger] : [])],
  };
};
