import { type Claim, meaningOf, type UnknownClaim } from '../read/reading.ts';
import { changeRule } from './change-rule.ts';
import { unexplained } from './check-plan.ts';
import { conditionRule } from './conditions/condition-rule.ts';
import { cycleRule } from './cycle-rule.ts';
import { absentRule, describeRule, overviewRule } from './describe-rules.ts';
import { edgeCountRule } from './edge-count-rule.ts';
import { fieldRule } from './field-rules.ts';
import { listRule } from './list-rule.ts';
import { mostRule } from './most-rule.ts';
import { nounOfNameRule, ownerRule } from './noun-of-name-rule.ts';
import type { Plan, Refusal } from './plan.ts';
import { propertyRule } from './property-rule.ts';
import { affectedRule, needsRule, pathRule } from './reach-rules.ts';
import { relationRule } from './relation-rule.ts';
import type { Rule, RuleContext } from './rule.ts';
import { sharedRule } from './shared-rule.ts';
import type { Signals } from './signals.ts';
import { withoutRule } from './without-rule.ts';

const rulesOf = (context: RuleContext): readonly Rule[] => [
  changeRule(context),
  cycleRule,
  fieldRule,
  sharedRule,
  mostRule,
  conditionRule,
  withoutRule,
  pathRule,
  affectedRule,
  needsRule,
  relationRule,
  nounOfNameRule,
  ownerRule,
  edgeCountRule,
  absentRule,
  propertyRule,
  listRule,
  describeRule,
  overviewRule,
];

/** The plan of the first rule that explains every word, or why there is none. */
export function makePlan(signals: Signals, context: RuleContext): Plan | Refusal {
  let refused: Refusal | undefined;
  let fewest: readonly Claim[] | undefined;
  for (const rule of rulesOf(context)) {
    const proposed = rule(signals);
    if (!proposed) continue;
    if ('refused' in proposed) {
      refused ??= proposed.refused;
      continue;
    }
    const left = unexplained(proposed, signals);
    if (left.length === 0) return proposed.plan;
    if (!fewest || left.length < fewest.length) fewest = left;
  }
  if (signals.has('unheld'))
    return notHeld(signals, fewest ?? signals.all('unheld').map(({ claim }) => claim));
  const stranger = signals.unknown.find((claim) => isNamePlace(claim, signals));
  if (stranger) return { kind: 'unknown name', claim: stranger };
  if (refused) return refused;
  return notHeld(signals, fewest ?? []);
}

/** Whether unknown words stand where a name would: “who calls billing”, “if billing fails”. */
function isNamePlace(claim: UnknownClaim, signals: Signals): boolean {
  if (claim.isName) return true;
  const [before, after] = [signals.neighbour(claim, -1), signals.neighbour(claim, 1)];
  const isAsked = signals.has(
    'verb',
    'role',
    'affected',
    'path',
    'reach',
    'connected',
    'downstream',
    'upstream',
    'field',
    'cycle',
    'shared',
  );
  if (signals.names.length === 0) return isAsked || signals.asks('describe') || isOnlyWord(signals);
  const opens = (['by', 'to', 'from', 'between', 'and', 'if', 'aux', 'verb', 'reach'] as const).some((kind) =>
    meaningOf(before, kind),
  );
  return (
    isAsked && (opens || meaningOf(after, 'verb') !== undefined || meaningOf(after, 'down') !== undefined)
  );
}

const isOnlyWord = (signals: Signals): boolean =>
  signals.claims.length <= 3 &&
  signals.claims.every(
    (claim) =>
      claim.type === 'unknown' ||
      meaningOf(claim, 'be') ||
      meaningOf(claim, 'filler') ||
      claim.type === 'phrase',
  ) &&
  !signals.has('unheld');

function notHeld(signals: Signals, left: readonly Claim[]): Refusal {
  const { words, text } = signals.reading;
  const unexplainedWords = left.length > 0 ? left : signals.unknown;
  const said = unexplainedWords.map((claim) =>
    text.slice(words[claim.from]?.start, words[claim.to - 1]?.end),
  );
  if (said.length === 0) return { kind: 'not understood' };
  const about = signals.names.flatMap(({ candidates }) => candidates.slice(0, 1).map(({ node }) => node));
  return { kind: 'not held', words: said, about };
}
