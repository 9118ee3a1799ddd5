import type { Kind } from './kind.ts';

/** How something is done: steps. */
export const howTo: Kind = {
  name: 'how-to',
  asked: [
    /^how (?:do|can|could|should|would|must|shall|might|may|did) (?:i|we|you|one|someone|somebody|people|users?|developers?|engineers?|customers?|employees?|an? \w+)\b/,
    /^how to\b/,
    /^how (?:is|are) (?:an? |the )?.{1,80}\b(?:mitigated|restored|rolled back|restarted|deployed|released|installed|fixed|resolved|recovered|set up|handled|performed|requested|created|done|escalated|reported)$/,
    /\bwhat (?:should|do|must|can|shall|would|could) (?:i|we|you|one|the on-?call\S*|an? \w+|they) (?:have to |need to )?do\b/,
    /^what to do\b/,
    /\b(?:steps?|procedure|instructions?|process|runbook|playbook|guide|way) (?:to|for|when|of|if)\b/,
    /^(?:what|which) (?:are|is) the (?:\w+ )?(?:steps?|procedure|process|runbook|playbook)\b/,
    /^(?:walk me through|guide me through|show me how)\b/,
    /^(?:runbook|playbook|mitigation|resolution|troubleshooting)\b/,
  ],
  asking: new Set(
    'how steps step procedure instructions process runbook playbook guide way do done proceed'.split(' '),
  ),
  fits: () => 0.5,
};
