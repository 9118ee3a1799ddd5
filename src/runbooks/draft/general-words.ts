/** Words that a step is not made of: without any other it says that something was done, not what. */
export const GENERAL_WORDS: ReadonlySet<string> = new Set(
  `
issue issues problem problems incident incidents outage disruption situation error errors failure
fix fixes fixed fixing resolve resolved resolves resolving solve solved mitigate mitigated mitigation mitigations resolution
solution solutions workaround hotfix patch measure measures action actions step steps corrective remediation remediated
manual manually automatic automatically hand temporary temporarily permanent permanently long-term short-term longterm term
long short quick quickly immediate immediately full fully final finally
everything anything something nothing normal normally back again work works worked working operational operation operations
healthy green ok okay fine well good up running stable stabilised stabilized recovered recovery recover restored restore
service services system systems environment environments production component components application applications app
team teams engineer engineers we us our colleague colleagues customer customers client clients user users people
start started starts starting begin began begun finish finished finishes complete completed completes completion done
apply applied implement implemented implementing deploy deployed perform performed take taken took make made
verify verified verifying confirm confirmed confirming check checked investigate investigated investigation investigating
identify identified detect detected find found cause causes root reason analysis
monitor monitored monitoring continue continued continuing watch watching keep status result results impact affected
success successful successfully close closed closing end ended open opened follow followed following due
later afterwards then now first second third once soon time times minute minutes hour hours day days today
change changed changes update updated updates new old also still
`
    .trim()
    .split(/\s+/),
);
