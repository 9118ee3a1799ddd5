/**
 * What is wrong, as the last words of alert names have it. Certain words make a name of two words an alert; likely ones,
 * which names of programs and chapters have as well, only one of three words or more.
 */
const CERTAIN =
  /^(?:down|high|low|fail(?:ed|ing|ure|ures|s)?|err|errs|errors?|slow|missing|missed|stuck|filling|exceed(?:ed|s|ing)?|expir(?:ed|es|ing|y|ation)|unreachable|crash(?:ing|ed|loop|looping)?|mismatch(?:ed)?|throttl(?:ed|ing)|lag|lagging|saturat(?:ed|ion)|over(?:commit|committed|load|loaded)|degraded|inconsistent|flapping|skew|unavailable|unhealthy|absent|oom|killed|evicted|insufficient|pending|timeouts?|maxed|behind|exhausted|stale|dropped|dropping|rejected|restarting|rebooted|pressure|looping|lost|duplicates?|misscheduled|burn|full|dead|backlog|spike|terminated|reached|detected|overflow|inhibitor)$/;
const LIKELY =
  /^(?:not|no|mis|too|many|few|almost|out|limit|hit|quota|budget|latency|usage|ready|waiting|completion|bad|used|growing|invalid|broken|increased|desired|duration|rate|memory|disk|cpu|space|synchroni[sz]ing|synced|sync|reload|requests?|watch|list|never|without)$/;

/** Of words joined by hyphens or underscores: "high-availability", "scale-down" and their like say nothing is wrong. */
const HARMLESS =
  /(?:^|-)(?:high-(?:availability|available|level|performance|quality|traffic)|low-(?:level|latency|code|risk)|full-(?:backup|restore|text|stack|name|list|guide|reset)|(?:shut|shutting|scale|scaling|drill|break|tear|count|cool|slow|wind|spin|power)-?down|down-(?:scale|grade|load)|error-(?:handling|codes?|messages?|pages?|tracking|budgets?|logs?)|dead-(?:letter|letters|man|mans)|slow-(?:start|roll|rollout)|pending-(?:changes|reviews?)|lost-(?:and-found|password)|timeout-settings|duplicate-of)(?:-|$)/;
/** Chapters and instructions are called so, no alert is. */
const CHAPTER =
  /^(?:how|to|what|why|when|the|a|an|and|or|of|for|with|your|our|guide|policy|policies|process|procedure|runbooks?|playbooks?|handbook|checklist|overview|introduction|template|readme|index|faq|notes|docs?|design|plan|postmortems?|handling|management|recovery|failover|debugging|troubleshooting|testing)$/;

const MAX_NAME_CHARACTERS = 120;

/** `KubeAPIDown` as `kube`, `api`, `down`; digits stay with the word before them. */
export const wordsOfName = (name: string): string[] =>
  name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

const CAMEL_CASE = /^\p{L}[\p{L}\p{N}]{1,119}$/u;
const JOINED = /^\p{L}[\p{L}\p{N}]*(?:[-_.]+[\p{L}\p{N}]+)+$/u;

/** A name in one piece that words of a sentence are not: `KubeAPIDown`, `disk_full`, `node-down`. */
export const isIdentifier = (text: string): boolean =>
  text.length <= MAX_NAME_CHARACTERS &&
  ((CAMEL_CASE.test(text) && wordsOfName(text).length >= 2) || JOINED.test(text));

/**
 * Whether a name on its own, such as a title or a file's, is one that alerts have. `isSaid` when the page says of itself
 * that it is about an alert: then every name in capitals and small letters will do.
 */
export function looksLikeAlert(name: string, isSaid: boolean): boolean {
  if (!isIdentifier(name)) return false;
  const words = wordsOfName(name);
  const isCertain = words.some((word) => CERTAIN.test(word));
  if (CAMEL_CASE.test(name))
    return isSaid || isCertain || (words.length >= 3 && words.some((word) => LIKELY.test(word)));
  if (words.some((word) => CHAPTER.test(word)) || HARMLESS.test(words.join('-'))) return false;
  return isCertain && words.length >= 2;
}
