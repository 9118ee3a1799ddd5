const GREETING =
  /^(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|thanks?|thank you|please|ok(?:ay)?|so|well|um+|quick question|question)\b[^\p{L}\p{N}]{0,5}(?:there|all|team|everyone|everybody|folks|parley|assistant)?\b[\s,.!:;-]{0,5}/iu;
const INDIRECT =
  /^(?:(?:can|could|would|will) (?:you|somebody|someone|anyone|anybody) (?:please |kindly |quickly )?(?:tell|explain|show|give|let|remind|help|say|describe|clarify|list|name|find out|look up|check)|(?:please )?(?:tell|remind|inform) me|please (?:explain|list|describe|show|name|give)|do (?:you|we) (?:happen to )?know|does (?:anyone|anybody|someone) know|i(?:'d| would)? ?(?:like|want|need|am trying|was trying|wish|have) to (?:know|find out|understand|learn|ask)|i (?:wonder|was wondering|am wondering|don't know|do not know|am not sure)|i'm (?:wondering|not sure|trying to find out)|any idea|do you have any idea|let me know|what i (?:want|need|would like) to know is|according to (?:the |our )?(?:documents?|docs?|handbook|policy|manual|wiki)|in (?:the|our) (?:docs|documents|documentation))\b(?: me| us)?(?: with)?[\s,:]{1,3}(?:(?:about|out|if you know|please) )?/iu;
const THANKS =
  /[\s,.!?-]+(?:thanks?|thank you|please|cheers|thx)(?: (?:a lot|so much|very much|in advance|you))?[\s.!?]*$/iu;

/** The question itself: without greeting, "could you tell me", thanks and the question mark. */
export function questionCore(text: string): string {
  let core = text.trim();
  for (let round = 0; round < 4; round++) {
    const shorter = core.replace(GREETING, '').replace(THANKS, '');
    const direct = stripIndirect(shorter);
    if (direct === core || direct === '') break;
    core = direct;
  }
  return core.replace(/[\s?!.]+$/u, '').replace(/’/g, "'");
}

/** "Can you explain X" wants X explained: verbs that ask for a kind of answer stay. */
function stripIndirect(text: string): string {
  const asked = INDIRECT.exec(text)?.[0];
  if (asked === undefined) return text;
  const verb = /\b(explain|list|describe|compare|define|name)\b/i.exec(asked)?.[1];
  const rest = text.slice(asked.length);
  return verb && !/^(?:who|what|when|where|why|which|how)\b/i.test(rest) ? `${verb} ${rest}` : rest;
}
