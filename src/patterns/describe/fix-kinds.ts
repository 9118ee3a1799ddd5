/** What ends failures: how a summary says it, and the words of resolutions that tell it. */
const FIXES: readonly (readonly [said: string, told: RegExp])[] = [
  [
    'rolling back',
    /\b(?:roll(?:ed|ing)?[- ]?back|revert(?:ed|ing)?|previous version|prior release|back to the old)\b/,
  ],
  ['restarting', /\b(?:restart(?:ed|ing)?|reboot(?:ed|ing)?|recycl(?:ed|ing)|bounced)\b/],
  [
    'adding capacity',
    /\b(?:scal(?:ed|ing) (?:up|out)|added (?:capacity|nodes|replicas|disk|memory)|increas(?:ed|ing) (?:the )?(?:limit|limits|size|pool|memory|capacity|disk|number|quota|timeout)|more (?:memory|nodes|replicas|capacity))\b/,
  ],
  [
    'renewing a certificate',
    /\b(?:renew(?:ed|ing)|(?:new|replaced|rotated) (?:the )?cert(?:ificate)?s?|issued a new cert\w*)\b/,
  ],
  [
    'freeing space',
    /\b(?:delet(?:ed|ing) (?:old |the )?(?:logs?|files|data|images)|freed (?:up )?(?:disk |some )?space|clean(?:ed|ing) up|vacuum(?:ed)?|log rotation)\b/,
  ],
  [
    'failing over',
    /\b(?:fail(?:ed|ing)?[- ]?over|switched to the (?:standby|replica|secondary|backup)|moved (?:the )?traffic)\b/,
  ],
  [
    'replacing machines',
    /\b(?:replac(?:ed|ing) (?:the )?(?:nodes?|hosts?|instances?|machines?)|terminat(?:ed|ing) (?:the )?(?:nodes?|instances?)|drain(?:ed|ing)|cordon(?:ed|ing)|new (?:nodes?|instances?) (?:were|was))\b/,
  ],
  ['attaching by hand', /\b(?:re-?attach(?:ed|ing)?|manually attach\w*|re-?register(?:ed|ing)?)\b/],
  [
    'changing the configuration',
    /\b(?:correct(?:ed|ing) (?:the )?(?:config\w*|setting|rule|value)|(?:config\w*|setting|rule|policy|limit) (?:was|were) (?:changed|corrected|fixed|restored)|chang(?:ed|ing) (?:the )?(?:config\w*|settings?|rule))\b/,
  ],
  [
    'a corrected version',
    /\b(?:hot-?fix(?:ed)?|patch(?:ed)?|fix was (?:deployed|released)|deployed (?:a|the) fix|released (?:a|the) fix)\b/,
  ],
];

/** Ways in which a resolution says that an incident was ended, such as `rolling back`. */
export function fixKindsOf(resolution: string | null): string[] {
  const lower = (resolution ?? '').slice(0, 10_000).toLowerCase();
  return FIXES.filter(([, told]) => told.test(lower)).map(([said]) => said);
}
