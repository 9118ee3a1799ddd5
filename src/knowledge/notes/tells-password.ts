/** `the admin password for staging is …`: a sentence, which the search for assignments does not read. */
const NAMED =
  /\b(?:pass(?:word|phrase|code|wd)|pwd|pin|credentials?|log[- ]?ins?|(?:api|access|secret|private|account|signing|encryption|licen[cs]e)[ _-]?(?:key|token|secret)|secret|token)s?\b(?: (?:for|of|to|on|in|at) [^.;\n]{1,60}?)? (?:is|are|was|=|reads) +(?:now |still |currently |always |set to )*["“'`]?/gi;

/** What a password is said to be without being told. */
const HARMLESS =
  /^(?:a|an|the|not|no|in|on|by|at|with|from|for|per|via|under|behind|kept|stored|managed|rotated|required|optional|expired|valid|invalid|wrong|unknown|known|missing|empty|shared|generated|encrypted|hashed|issued|rot|read|set|changed|checked|enforced|owned|handled|injected|fetched|revoked|revocable|disabled|enabled|never|always|only|too|very|weak|strong|long|short|default|different|unique|secret|safe|public|private|held|sent|valid|limited|scoped|signed|saved|used|created|provisioned|synced|mounted|backed|protected|where|what|up|our|their|your|its|jwts?|tokens?|opaque|bearer|one|two|three|four|\d{1,3}(?:$| (?:days?|hours?|minutes?|months?|weeks?|years?|characters|bytes|bits|digits)))\b/i;

/** Whether a text tells a password in words: “the root password is hunter2”. */
export function tellsPassword(text: string): boolean {
  for (const { 0: named, index } of text.matchAll(NAMED)) {
    const rest = text.slice(index + named.length);
    const isQuoted = /["“'`]$/.test(named);
    if (isQuoted || (rest !== '' && !HARMLESS.test(rest))) return true;
  }
  return false;
}
