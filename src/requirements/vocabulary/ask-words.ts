/** What a question wants to be told. */
export type AskKind =
  | 'code'
  | 'reword'
  | 'next question'
  | 'more'
  | 'recap'
  | 'contradictions'
  | 'vague'
  | 'gaps'
  | 'count'
  | 'goals'
  | 'users'
  | 'constraints'
  | 'open'
  | 'scope'
  | 'must'
  | 'optional'
  | 'requirements'
  | 'overview'
  | 'thanks';

/** The first row that fits says what is asked. Patterns read lower-case text of one sentence. */
export const askPatterns: readonly (readonly [ask: AskKind, pattern: RegExp])[] = [
  [
    'code',
    /\b(?:code ?base|source code|repo|repository|repositories|(?:our|your|existing|current) (?:code|implementation)|in (?:the )?code|git(?:hub|lab)?|pull request|already (?:implement|buil[td]|exist|support|do|have|there|in place|live|work|ship|cover)\w*|implemented|(?:which|what) (?:files?|class(?:es)?|modules?|functions?|components?|endpoints?) (?:do|would|must|should|need|have|implement|handle|contain)|story points?|how (?:much|many) (?:effort|work|time|days|weeks|months|sprints|developers|people) .{0,40}(?:build|implement|develop|take|need)|how long (?:would|will|does|do|might) .{0,30}(?:build|implement|develop|take)|estimate)\b/,
  ],
  [
    'reword',
    /\b(?:re-?word|re-?write|re-?phrase|reformulate|better wording|(?:suggest|propose|give|write|draft) .{0,20}(?:wording|formulation|version|acceptance criteri(?:a|on))|(?:make|get|turn) .{0,60}(?:testable|measurable|specific|precise|clearer)|how (?:can|could|should|would|do|to) .{0,80}(?:testable|measurable|specific|precise|clearer|worded|phrased))\b/,
  ],
  [
    'next question',
    /\b(?:next (?:best |most valuable |most important )?question|(?:what|which) (?:\w+ ){0,2}(?:should|could|can|do|must|would|shall) (?:i|we|you) (?:\w+ ){0,2}(?:ask|clarify|clear up|decide|answer|find out|settle|resolve)|(?:which|what) (?:\w+ ){0,3}questions?|(?:most|more) (?:important|valuable|pressing|urgent) (?:open )?(?:question|point|issue)|questions? (?:should|do|to|for|would|must|that)|ask (?:me|the|us|your|another|a)|what (?:else )?do you need|what should (?:i|we) (?:do|discuss|talk about|tackle|fix) (?:next|first))\b/,
  ],
  [
    'recap',
    /\b(?:recap|so far|where (?:are|do) we|what (?:have|did) (?:we|i) (?:decide|agree|say|said|answer|tell|told|settle)\w*|what (?:we|i) (?:decided|agreed|said|answered|settled)|summar\w+ (?:of )?(?:our|the|this) (?:conversation|discussion|chat|answers|decisions))\b/,
  ],
  [
    'contradictions',
    /\b(?:contradict\w*|(?<!in)consistent|conflicts?|conflicting|inconsisten\w*|clash\w*|incompatible|mutually exclusive|at odds|disagree\w*)\b/,
  ],
  [
    'vague',
    /\b(?:vague\w*|ambigu\w*|unclear|untestable|testable|measurable|unmeasurable|imprecise|fuzzy|woolly|wooly|subjective|weasel|not specific|too general|be tested|be measured|be verified|verifiable|loose(?:ly)?|weak(?:ly)? worded|poorly worded|problematic)\b/,
  ],
  [
    'gaps',
    /\b(?:missing|miss(?:ed)?|gaps?|lack(?:s|ing)?|forgot\w*|overlook\w*|left out by mistake|incomplete|complete|not (?:mentioned|covered|addressed|specified|said)|blind spots?|holes?|what else (?:is|do we|should|must|would))\b/,
  ],
  [
    'open',
    /\b(?:open (?:points?|issues?|items?|questions?)|undecided|tbds?|still open|unresolved|to be decided|not decided)\b/,
  ],
  [
    'count',
    /\b(?:how many (?:\w+ ){0,2}(?:requirements?|reqs|user stories|stories|goals?|features|statements|lines)|number of (?:\w+ )?(?:requirements|reqs|user stories|goals)|count (?:the |all |of )?(?:\w+ )?(?:requirements|goals|stories))\b/,
  ],
  [
    'scope',
    /\b(?:out of scope|not in scope|excluded|exclusions|non-?goals?|left out|not part of|won'?t (?:be|have|do))\b/,
  ],
  [
    'goals',
    /\b(?:goals?|objectives?|purpose|aims?|vision|mission|what is (?:this|it|the (?:project|product|app|system|text|document)) (?:all )?about|what are (?:we|they|you) (?:trying|building|going)|why (?:are|do|should|is) (?:we|they|this)|what problem)\b/,
  ],
  [
    'users',
    /\b(?:who (?:are|is|will|would|can|uses?|should) (?:the |its |our |it |be |use )?(?:\w+ )?(?:users?|uses?|using|customers?|actors?|stakeholders?|audience|people|for|it|this|target|involved)|(?:which|what|list|name|all) (?:the )?(?:\w+ )?(?:users|roles|personas|actors|stakeholders|user groups|kinds of users|types of users)|user (?:groups|roles|types)|target (?:group|audience|users)|personas|stakeholders|audience)\b/,
  ],
  ['constraints', /\b(?:constraints?|restrictions?|boundary conditions)\b/],
  [
    'optional',
    /\b(?:optional|nice[- ]to[- ]haves?|not mandatory|could[- ]haves?|lower priority|less important|can be dropped|can wait)\b/,
  ],
  [
    'must',
    /\b(?:mandatory|must[- ]haves?|obligatory|compulsory|essential|most important requirements?|requirements? (?:is|are|has|have) (?:the )?(?:most|highest|top)|priorit\w+|(?:worded|marked) as must|binding|core requirements?|key requirements?)\b/,
  ],
  [
    'requirements',
    /\b(?:requirements?|reqs?|features?|user stories|what (?:must|should|shall|will|does|can) (?:it|the (?:system|app|application|product|tool|platform|software|site|website|service)) (?:do|be able|offer|support)|functionalit\w+|acceptance criteria|in scope)\b/,
  ],
  [
    'overview',
    /\b(?:review|overview|summar\w+|analy[sz]e|analysis|assess|assessment|feedback|look (?:at|over|into)|check|go through|walk me through|thoughts|opinion|what do you think|is (?:this|it) (?:good|ok|okay|ready|fine|enough|clear)|ready|help|get started|let'?s (?:start|begin)|start|explain|discuss|refine|elicit|improve|problems?|issues|concerns|weakness(?:es)?|mistakes|flaws|what (?:is|does) (?:this|the) (?:text|document|spec|brief)|tell me about (?:this|the (?:text|document|spec|brief|project|product)))\b/,
  ],
  [
    'more',
    /\b(?:anything else|something else|anything more|any more|what else|go on|continue|proceed|keep going|carry on|and now|what'?s next|what next|move on|is that all|that all|next)\b|^(?:more|next|and|else|ok(?:ay)?[,.]? next)\b/,
  ],
  [
    'thanks',
    /^(?:thanks?|thank you|thx|great|perfect|ok(?:ay)?|good|nice|cool|got it|understood|fine|alright|hi|hello|hey|good (?:morning|afternoon|evening)|bye)\b[\s\w!.,]{0,30}$/,
  ],
];

/** Begins a message that only wants to go on. */
export const goOnPattern =
  /^(?:(?:ok|okay|yes|thanks|thank you|great|good|please|and|so|well|alright|right)[,.! ]+){0,3}(?:(?:is there |do you have |do you see )?(?:anything|something) (?:else|more|further)|any(?:thing)? more(?: points)?|what else(?: is there)?|next(?: one| point| please| question please)?|go on|go ahead|continue|proceed|keep going|carry on|more(?: please)?|and now|what'?s next|what next|move on|is that all|that'?s all|skip(?: (?:it|this|that))?|and then|further points)\b[\s\w]{0,20}[?.! ]*$/;

/** A question for what the text says on something. */
export const lookupPattern =
  /\b(?:(?:say|says|said|mention|mentions|mentioned|state|states|stated|specif(?:y|ies|ied)|talks?|written|tells?|know|find|found|there|anything|something|lines?|statements?|passages?|quote|describe[sd]?|covers?) (?:\w+ ){0,3}(?:about|on|regarding|concerning|of|for|to|with|mention\w*)|does (?:it|the (?:text|document|spec|brief|source)) (?:mention|say|state|specify|talk|define|describe|cover|include|contain|require|allow|address)|is there (?:anything|something|a|an|any)|are there any|what about|how about|tell me (?:more )?about|where (?:does|is|are|do)|is .{1,60} (?:mentioned|specified|covered|defined|stated|addressed)|mention\w*)\b/;

/** Words of questions that name no topic. */
export const askWords: ReadonlySet<string> = new Set(
  (
    'acceptance criteria criterion requirement requirements req reqs text document spec specification brief source say says said saying ' +
    'mention mentions mentioned state states stated tell show list give find found quote quotes name ' +
    'which what how long often many much big large far when where who why line lines statement statements ' +
    'passage passages contradiction contradictions contradictory contradict conflict conflicts ' +
    'conflicting inconsistent inconsistency inconsistencies vague vaguely vagueness ambiguous ambiguity ' +
    'ambiguities unclear untestable testable measurable gap gaps missing lacking lack forgotten goal ' +
    'goals objective objectives purpose question questions ask next about regarding concerning anything ' +
    'something thing things else any all every please can could would should must you me i we us our do ' +
    'does is are be it this that these those there help explain describe define defined definition ' +
    'specify specified cover covered covers address addressed addresses talk word words worded wording ' +
    'term terms phrase phrases maximum max minimum min least most limit number count amount feature ' +
    'features story stories user-story clause section allowed required mandatory optional need needs ' +
    'needed want know exactly according given see check review summarise summarize summary overview ' +
    'concerns related relate relating point points issue issues problem problems problematic identify ' +
    'highlight make makes made rewrite reword rephrase better suggest suggestion testability test tested ' +
    'tests measure measured sentence constraint constraints open undecided still currently already ' +
    'implemented codebase code repository repo main key important priority ok okay yes no thanks also ' +
    'even really actually regards respect respond answer answers hello hi hey attached attach think ' +
    'thoughts consistent consistency compare comparison table bullet bullets short briefly full complete ' +
    "i'd i'm we'd we're it's ready readiness development good enough anywhere somewhere elsewhere scope " +
    'client flaws weaknesses mistakes risky wrong non-technical together up fine write writing written ' +
    'draft discuss refine improve improving create prepare start begin look get understand assist haves ' +
    'nice goes go more now new user-friendly fully entirely bit part parts kind include includes included ' +
    "contain contains mean means meant talks there's what's possible decide decided"
  ).split(' '),
);
