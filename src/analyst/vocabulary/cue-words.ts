/** Words that mark a sentence as telling a cause, a fix, an impact or a detection, where the record has no field for it. */
export const cueWords = {
  statedCause:
    /\b(caused by|was caused|the cause|because|root cause|due to|the reason|turned out|the culprit|to blame|traced (?:it |this )?(?:back )?to|resulted from|as a result of|explanation)\b/i,
  cause:
    /\b(caus(?:e|ed|es|ing)|because|due to|led to|leading to|result(?:ed|ing|s)? (?:in|from)|trigger(?:ed|s)?|root cause|as a result|after (?:a|an|the)|expire[ds]?|overwr\w+|misconfigur\w+|bug|introduced|attributed|stemm\w+|originat\w+|when (?:a|an|the)|loss of|failed to|fail(?:ed|ure|ing)|exhaust\w+)\b/i,
  fix: /\b(fix(?:ed|es)?|resolv(?:ed|ing)|restor(?:ed|ing)|rolled? ?back|revert(?:ed|ing)?|reattach\w*|re-?deploy\w*|restart(?:ed|ing)?|replac(?:ed|ing)|mitigat(?:ed|ing)|patched|disabled|re-?enabled|increas(?:ed|ing)|scal(?:ed|ing) (?:up|down|out)|recover(?:ed|y)|re-?created|renewed|rolled over|upgraded|downgraded|removed|deleted|re-?applied|re-?added|repaired|failover|failed over|workaround|moved|skipped|raised|issued|added|switched|cleared|drained|set back|turned off|took over|brought back|returned to normal|back to normal)\b/i,
  impact:
    /\b(affect(?:ed|ing|s)?|impact(?:ed|ing|s)?|unable|unavailable|down(?:time)?|customers?|users?|errors?|degrad\w+|los(?:t|s)|failed|fail(?:ing|ures?)|disrupt\w*|delay(?:s|ed)?|slow\w*|outage|declin\w+|reject\w*|miss(?:ed|ing)|\d+\s?%)\b/i,
  detection:
    /\b(alert(?:s|ed|ing)?|notic(?:ed|es)|report(?:s|ed)?|detect(?:s|ed|ion)?|discover(?:ed|s)?|informed|notified|made aware|became aware|monitoring|paged|ticket)\b/i,
  trigger:
    /\b(trigger(?:ed|s)?|deploy(?:ed|ment|s)?|releas(?:ed|e)|chang(?:ed|e|es)|upgrad(?:ed|e)|migrat\w+|roll(?:ed)? ?out|merged|introduced|started|began|after)\b/i,
} as const;
