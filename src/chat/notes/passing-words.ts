/** What tells of a moment, a guess, an opinion or a wish: a sentence that has any of it is no lasting fact. */
const PASSING: readonly RegExp[] = [
  // Something is going wrong.
  /\b(?:down|outages?|failing|failed|broken|broke|breaks|degraded|slow(?:er|ly|ness)?|laggy|lagging|unreachable|unavailable|unresponsive|unstable|stuck|hung|hanging|flapping|overloaded|exhausted|saturated|throttling|leak(?:s|ing)?|corrupt(?:ed)?|crash(?:ed|es|ing)?|crashloop\w*|oom\w*|spik(?:e|es|ed|ing)|erroring|timing out|timed out|times out|misbehaving|melting|dying|dead|offline|bleeding)\b/i,
  /\b(?:[45]xx|[45]\d\d(?:s|'s)|http [45]\d\d|error rate|in trouble|on fire|at capacity|out of (?:memory|disk|space|connections)|under (?:load|pressure|attack)|too (?:many|much|high|low|long)|not (?:working|responding|responsive|reachable|healthy|ready)|n[o']t work(?:ing)?|no longer (?:works|responds)|read-only right)\b/i,
  /\b(?:has|have|had|having|got|getting|there(?: is| are|'s)|see|sees|seeing) (?:an? |some |many |several |lots of |more |new |no |\w+ )?(?:errors?|failures?|issues?|problems?|alerts?|bugs?|incidents?|trouble|timeouts|latency|questions?|ideas?|news|meeting|doubts?)\b/i,
  /\b(?:restart(?:ed|ing)|roll(?:ed|ing) back|fail(?:ed|ing) over|reboot(?:ed|ing)|fir(?:ed|ing)|paging|pag(?:ed) (?:us|me)|investigating|mitigat(?:ed|ing)|debugging|deploying|draining|recover(?:ed|ing)|traffic to)\b/i,
  /\d\s?%\s*(?:of|cpu|memory|disk|error|load|packet)|\b(?:cpu|memory|disk|heap) (?:usage|is|at)\b/i,
  /\b(?:error|fatal|warn(?:ing)?|exception|traceback)\b[:\]]|\d{4}-\d\d-\d\d[T ]\d\d:\d\d/i,
  // It is told of this hour or day, or of one event.
  /\b(?:right now|at the moment|at this moment|as we speak|today|tonight|yesterday|tomorrow|this (?:morning|afternoon|evening|week|weekend|month)|next (?:week|month|quarter|year|sprint)|last (?:night|week|hour)|(?:minutes?|hours?|days?) ago|just|again|suddenly|temporarily|for now|at present|for the (?:last|past) \w+ (?:minutes?|hours?)|since (?:the|we|it|its|our|this|\d{1,2}[:.]\d\d))\b/i,
  /\b(?:this|the|that|an?) (?:incident|outage|alert|postmortem|problem|cause|fix|issue|bug|failure|regression)\b(?! (?:commander|manager|manual|management|channel|response|process|bot|team|review|template|tracker|tool|policy|router|rule)s?\b)/i,
  /\b(?:this|duplicates?|different|inconsistent|out of (?:date|sync)|owns? up|nobody|no one|a lot of|lots of|in circles|error page|users to|nothing|\d+ of \d+|one node|the same (?:node|host|pod|broker)|twice (?!an? |per |each |every )|pegged|(?:up|so|off)[.!]*$)\b/i,
  /\b(?:stale|old|dead)\b|\bthe (?:hotfix|patch|ticket|change|rollback|deploy(?:ment)?) (?:is|was)\b|^(?:all )?(?:the )?(?:traffic|requests|users) (?:is|are)\b/i,
  /\b(?:caused by|because of|due to|root cause|was (?:dns|a|an|the)|were (?:a|an|the))\b/i,
  // Somebody guesses, judges, wishes or plans.
  /\b(?:i think|we think|i believe|i guess|i assume|i suppose|i suspect|i feel|i heard|i hope|i wish|imo|imho|afaik|iirc|in my (?:opinion|view|experience)|not sure|unsure|probably|maybe|perhaps|possibly|presumably|apparently|supposedly|allegedly|likely|unlikely|might|could|should(?:n't)?|would(?:n't)?|ought|seems?|appears?|looks? like|sounds? like|feels?|hopefully|unfortunately|sadly|honestly|frankly|rumou?r)\b/i,
  /\b(?:better|best|worse|worst|great|terrible|terribly|awful|horrible|bad|badly|good|nice|love|hate|annoying|ugly|stupid|sucks?|crap|mess|pain|nightmare|disaster(?! recovery)|joke|garbage|useless|silly|ridiculous|too complicated|overkill|hell|beautiful|amazing|awesome|weird|strange|odd|funny)\b/i,
  /\b(?:will|won't|going to|gonna|plans? to|planning|intend|want(?:s)? to|wants?|wish|let's|suppose|supposing|imagine|assume|assuming|pretend|hypothetically|what if|unless|if|whether|were to)\b/i,
  /(?<!\b(?:since|in|from|until|till|by|of|every|each|last|mid|early|late) )\bmay\b(?! only)/,
  // It asks.
  /\b(?:what|who|whom|whose)\b|(?<!, )\bwhich\b/i,
  // It is said to somebody.
  /\b(?:please|pls|thanks|thank you|you|your|yours|i|i'm|i've|me|my|mine|sorry|wrong|incorrect)\b/i,
  /(?:,| )(?:right|correct|no|yes|isn't it|doesn't it|don't we|aren't they|true|ok|okay)[.!]*$/i,
];

/** True where a word of the sentence says that it is not told for good. */
export const isPassing = (sentence: string): boolean => PASSING.some((pattern) => pattern.test(sentence));
