/** It was done and did not help, was only tried, is not known to be so, or was only thought of. */
const VAIN =
  /\b(?:do|does|did|had|has|have|was|is|were|are)(?: not|n['’]t| no)\b.{0,60}\b(?:help|effect|work|improve|change|solve|fix)|\b(?:no|without|any) (?:effect|success|luck|improvement)\b|\bin vain\b|\bto no avail\b|\battempt(?:s|ed|ing)?\b|\b(?:tried|trying)\b|\bwrong track\b|\bhangs?\b|\bfails\b|\bfailed\b(?=\s*(?:[.,;:!)]|$|with\b|due\b|because\b|again\b|to\b|as\b|when\b))|\bunsuccessful|\bsuspected\b|\bpotential\b|\bdelayed\b|\bunable\b|\b(?:could|can)(?: ?not|n['’]t)\b|\b(?:decided|decision|planned|proposed|proposal|considered|considering|suggested|agreed)\b|\bwait(?:ed|ing)? (?:for|until)\b|\bfully down\b|\bdespite\b|\bremains?\b|\bdetects\b|\bworking on\b|\baccident(?:al|ally)\b/i;

/** About the ticket or the announcement, not about the trouble. */
const CLERICAL =
  /\b(?:tickets?|status ?page|statuspage\.io|incident|outage|case|bridge|war room)\s(?:was |is |has been |got )?(?:raised|declared|created|opened|updated|closed|marked|resolved through)\b|\bopened (?:a|an) (?:ticket|case|incident)\b/i;

/** What somebody came to know. */
const FINDING =
  /^[\s"'*_]*(?:it was |(?:we|they|i)(?: also| then)? )?(?:received|(?:investigated|checked|looked) and found|discovered|found|noticed|observed|identified|detected|saw|concluded|learned|realised|realized|became aware)\b|\b(?:shows|reveals|indicates|suggests)\b/i;

/** Whether a line tells something that is worth doing again. */
export const isWorthDoing = (line: string): boolean =>
  !VAIN.test(line) && !CLERICAL.test(line) && !FINDING.test(line);

/** Somebody or something notices the trouble: what was done before set it off. */
const NOTICED =
  /\b(?:alerts?|alerted|alarms?|page[sd]?|fires|fired|firing|report(?:s|ed|ing)?|detect(?:s|ed|ion)?|notic(?:e|es|ed)|witnessed|observed|seen|sees|discover(?:ed|s)?|found|complain(?:s|ed|ts?)?|notified|errors?|fail(?:s|ed|ing|ures?)?|[45]xx|[45]\d\d|timeouts?|crash\S*|down|unavailable|unreachable|unhealthy|degraded|latency|issues?|problems?|expire[sd]?|expiry|full|evict\S*|stuck|slow|lost|missing|notready|spikes?)\b/i;

export const noticesTrouble = (line: string): boolean => NOTICED.test(line);

const OVER =
  /\b(?:resolved|mitigated|solved|recovered|operational|all clear|back (?:to|at) (?:normal|its usual)|(?:service|services|traffic|access|systems?)(?: \w+)? restored|fixed|everything (?:is )?(?:back|green|normal|works?)|incident closed)\b/i;

/** Whether a line says that the trouble is over. */
export const saysItIsOver = (line: string): boolean =>
  OVER.test(line) && !/\b(?:not|isn['’]t|still|partially|partly|to be)\b/i.test(line);

/** Said of what was done so that it stays away. */
export const saysItLasts = (line: string): boolean =>
  /\b(?:permanent(?:ly)?|long[- ]?term|for good|root cause|later|afterwards|since then|follow-up|went live|shipped|fixed in)\b/i.test(
    line,
  );
