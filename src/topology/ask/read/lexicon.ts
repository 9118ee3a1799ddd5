import type { NodeKind } from '../../../core/topology.ts';
import type { Mark, Meaning, Relation } from './meanings.ts';

/** Active forms, then behind `/` the participles; phrases with `|` between them. */
const VERBS: Readonly<Record<Relation, string>> = {
  publish:
    'publish|publishes|publishing|produce|produces|producing|emit|emits|emitting|send|sends|sending|write|writes|writing|push|pushes|pushing|post|posts|posting|raise|raises|raising|fire|fires|firing|broadcast|broadcasts|broadcasting|dispatch|dispatches|dispatching|put|puts|putting|feed|feeds|feeding / published|produced|emitted|sent|written|pushed|posted|raised|fired|broadcasted|dispatched|fed',
  subscribe:
    'subscribe|subscribes|subscribing|listen|listens|listening|read|reads|reading|receive|receives|receiving|handle|handles|handling|process|processes|processing|react|reacts|reacting|ingest|ingests|ingesting|pick up|picks up|picking up|pull|pulls|pulling|get|gets|getting|hear|hears / subscribed|listened|received|handled|processed|ingested|picked up|pulled',
  consume: 'consume|consumes|consuming / consumed',
  call: 'call|calls|calling|invoke|invokes|invoking|query|queries|querying|contact|contacts|contacting|hit|hits|hitting|request|requests|requesting|make calls to|makes calls to|make requests to|makes requests to|making requests to|send requests to|sends requests to / called|invoked|queried|contacted|requested',
  depend:
    'depend|depends|depending|rely|relies|relying|need|needs|needing|require|requires|requiring|build on|builds on / depended|relied|needed|required',
  use: 'use|uses|using|utilize|utilizes|utilise|utilises|leverage|leverages|access|accesses|accessing / used|utilized|utilised|leveraged|accessed',
  talk: 'talk|talks|talking|communicate|communicates|communicating|interact|interacts|interacting|speak|speaks|speaking|connect|connects|connecting|integrate|integrates|integrating / talked|spoken|integrated',
  own: 'own|owns|owning|maintain|maintains|maintaining|manage|manages|managing|look after|looks after|looking after|take care of|takes care of|responsible for|in charge of|accountable for / owned|maintained|managed|looked after|taken care of',
  provide:
    'provide|provides|providing|expose|exposes|exposing|offer|offers|offering|serve|serves|serving|implement|implements|implementing / provided|exposed|offered|served|implemented',
  contain:
    'contain|contains|containing|carry|carries|carrying|include|includes|including|transport|transports|hold|holds|consist of|consists of|comprise|comprises|made up of|flow through|flows through|flow over|flows over|go through|goes through|go over|goes over|travel over|travels over / contained|carried|included|transported',
  belong: 'belong|belongs|belonging|part of|parts of|member of|members of|makes up|make up',
};

const ROLES: readonly (readonly [Relation, 'from' | 'to', string])[] = [
  [
    'publish',
    'from',
    'publisher|publishers|producer|producers|sender|senders|writer|writers|emitter|emitters|publishing service|publishing services|producing service|producing services',
  ],
  [
    'publish',
    'to',
    'publication|publications|output|outputs|outgoing topics|output topics|outgoing messages|outgoing events',
  ],
  [
    'subscribe',
    'from',
    'subscriber|subscribers|listener|listeners|reader|readers|receiver|receivers|recipient|recipients|subscribing service|subscribing services',
  ],
  [
    'subscribe',
    'to',
    'subscription|subscriptions|input|inputs|incoming topics|input topics|incoming messages|incoming events',
  ],
  ['consume', 'from', 'consumer|consumers|consuming service|consuming services'],
  [
    'call',
    'from',
    'caller|callers|clients of|client of|incoming calls|inbound calls|calling services|calling service|client services',
  ],
  ['call', 'to', 'callee|callees|outgoing calls|outbound calls|called services'],
  [
    'depend',
    'from',
    'dependent|dependents|dependant|dependants|reverse dependencies|dependent services|inbound dependencies',
  ],
  ['depend', 'to', 'dependency|dependencies|prerequisite|prerequisites|outbound dependencies'],
  ['use', 'from', 'user of|users of'],
  [
    'own',
    'from',
    'owner|owners|owning team|responsible team|team responsible for|contact for|point of contact|point of contact for|who do i ask about|who should i ask about|who do i contact about|who should i contact about|who do i talk to about|who should i talk to about|whom do i ask about|who can i ask about|who to ask about|who to contact about|person responsible|team behind|ownership|in whose hands',
  ],
  ['provide', 'from', 'provider|providers'],
];

/** Singular and plural, kinds behind. */
const NOUNS: readonly (readonly [string, string, ...NodeKind[]])[] = [
  [
    'service|microservice|micro service|application|app|component|svc',
    'services|microservices|micro services|applications|apps|components|svcs',
    'service',
  ],
  [
    'topic|channel|queue|stream|exchange|topic address',
    'topics|channels|queues|streams|exchanges|messaging topics|topic addresses',
    'topic',
  ],
  [
    'message|payload|message type|message schema',
    'messages|payloads|message types|message schemas',
    'message',
  ],
  ['event|event type', 'events|event types', 'message', 'topic'],
  ['api|interface|endpoint', 'apis|interfaces|endpoints', 'api'],
  ['system|domain|subsystem', 'systems|domains|subsystems', 'system'],
  ['team|squad|group|department|owner group', 'teams|squads|groups|departments|people', 'owner'],
  [
    'resource|database|datastore|data store|db|bucket|cache',
    'resources|databases|datastores|data stores|dbs|buckets|caches',
    'resource',
  ],
];

const MARKS: readonly (readonly [Mark, string])[] = [
  [
    'filler',
    "a|an|the|i mean|please|could you|can you|would you|tell|me|us|i|we|you|want to know|would like to know|i'd like to know|like to know|know|our|my|your|this project|the project|project|project's|currently|now|right now|at the moment|today|actually|really|exactly|just|then|so|ok|okay|well|hi|hello|hey|there|here|that|as|for|with|at|its own|up|out|over|into|onto|via|upon|about|also|else|other|others|own name|named|called by name|kind of|sort of|some|single|each|every|per|do you know|according to the graph|in the graph|in the project|in this project|of the project|in our architecture|in our system|in our landscape|in total|total|altogether|overall|let|see|look|given|those that|the ones|ones|thing|things|whatsoever|or not|which ones|various|different|distinct|existing|exist|exists|known|registered|imported|defined|documented|possible|way of|set of|set|names|name|data|code name|across|within|through|together with|via messages|full|complete|entire|whole|between them|itself|themselves|again|still|entities|entity|nodes|node|items|should|must|might|may|would|could|will be|going to|happen to|list of|overview of the",
  ],
  ['aux', 'do|does|did|can|will|doing|dose'],
  ['be', "is|are|was|were|be|been|being|it's|what's|who's"],
  ['have', 'have|has|had|having|got'],
  ['by', 'by'],
  ['to', 'to|towards'],
  ['from', 'from'],
  ['of', 'of'],
  ['in', 'in|inside'],
  ['on', 'on'],
  ['and', 'and|or|nor|as well as|plus|along with'],
  ['but', 'but|yet|though|although|however|while|whereas'],
  ['except', 'except|except for|other than|apart from|aside from|besides|excluding|not counting'],
  ['how', 'how|in what way|in which way'],
  [
    'negation',
    "not|no|nobody|no one|noone|nothing|none|never|doesn't|don't|isn't|aren't|no service|no services|hasn't|haven't|no known|without any|not any|neither|cannot|can't",
  ],
  [
    'missing',
    'without|lacking|lack|lacks|missing|orphan|orphaned|orphans|unowned|unconsumed|unused|dangling|dead|zero|un owned|ownerless',
  ],
  ['if', 'if|when|in case|should|suppose|assuming|once|whenever|in the event'],
  [
    'down',
    'down|goes dark|go dark|went dark|vanishes|vanish|vanished|went offline|goes offline|go offline|is offline|goes down|go down|went down|is down|fail|fails|failed|failing|failure|failure of|goes away|go away|went away|dies|die|died|crash|crashes|crashed|unavailable|offline|stops|stop|stopped|stops working|stopped working|disappears|disappear|removed|remove|removing|is gone|gone|turned off|turn off|switched off|switch off|shut down|shuts down|shutting down|shutdown|deleted|delete|deleting|breaks|taken down|take down|outage of|loss of|lose|lost|decommission|decommissioned|decommissioning|retire|retired|retiring|kill|killed|not available|not working|unreachable|is not reachable|becomes unavailable|broken',
  ],
  [
    'affected',
    'affected|affect|affects|impacted|impact|impacts|impact of|impact on|suffer|suffers|blast radius|breaks|break|will break|would break|stops working|stop working|consequences|consequence|fall over|falls over|in trouble|harmed|hurt|hurts|goes wrong|go wrong|happens|happen|would happen|feel it|feels it|feel that|notice|notices|fail too|breakage',
  ],
  ['downstream', 'downstream|downstream of|downstream from'],
  ['upstream', 'upstream|upstream of|upstream from'],
  [
    'work',
    'to work|to run|to function|to operate|in order to work|in order to run|to be up|to be healthy|to be available|up and running|in order to function|to start|to do its job|to stay up',
  ],
  [
    'reach',
    'reach|reaches|reaching|get to|gets to|get from|arrive at|arrives at|end up at|end up in|flow to|flows to|flow from|make it to|makes it to|travel to|travels to|travel from|lead to|leads to|find its way to|go from',
  ],
  [
    'connected',
    'connected|linked|related|hang together|relate|relates|relation between|relationship between|connection between|connections between|link between|connection from|any connection|tied|wired|hooked up|coupled',
  ],
  [
    'path',
    'path|paths|trace|route|routes|chain|way from|ways from|ways|way|by which path|through which path|hop by hop|call chain|dependency chain',
  ],
  ['between', 'between'],
  ['all', 'all|every possible|any|everything|all of|all the|all possible'],
  ['both', 'both'],
  ['shortest', 'shortest|quickest|most direct|shortest possible|fewest hops'],
  [
    'transitive',
    'transitive|transitively|directly or not|direct or not|indirect|indirectly|recursively|recursive|through others|in turn|directly or indirectly|direct or indirect|directly and indirectly|direct and indirect|all dependencies|at any depth|ultimately|eventually|everything',
  ],
  [
    'direct',
    'direct|directly|only directly|only direct|only the direct ones|immediate|immediately|first hand|straight',
  ],
  [
    'field',
    'payload|payloads|field|fields|attribute|attributes|properties|property|schema|schemas|columns|column|keys|structure|look like|looks like|shape|data fields|payload fields|members',
  ],
  ['type', 'type|data type|datatype|types|kind|kinds|format|sort'],
  ['required', 'required|mandatory|obligatory|compulsory'],
  [
    'cycle',
    'cycle|cycles|circular|circular dependencies|circular dependency|circularity|cyclic|cyclic dependencies|cyclic dependency|loop|loops|ring|rings|dependency cycle|dependency cycles|dependency loop|dependency loops|circularly|each other|call cycle|call cycles|in circles',
  ],
  ['most', 'most|biggest|largest|highest|busiest|top|maximum|max|greatest|heaviest'],
  [
    'hub',
    'hub|hubs|most connected|best connected|most connections|most edges|most relationships|most central|most coupled|highest degree|most links|most relations|best linked|most important',
  ],
  [
    'shared',
    'share|shares|shared|sharing|in common|common|more than one service|several services|multiple services|more than one|jointly',
  ],
  ['compare', 'compare|comparison|differ|difference|differences|different from|have in common|in common'],
  [
    'time',
    'since|last|the last|past|previous|latest|ago|day|days|week|weeks|month|months|hour|hours|minutes|minute|year|yesterday|the past|recently|lately|after|before',
  ],
  [
    'import',
    'import|imports|last import|latest import|most recent import|previous import|two imports|last two imports|upload|last upload|re import|re-import',
  ],
  [
    'graph',
    'in the graph|in the project|in this project|graph|architecture|topology|landscape|map|big picture|service map|everything|service graph|dependency graph|whole thing|hang together',
  ],
  ['edge', 'edge|edges|relationship|relationships|relations|connections|interactions'],
  ['continue', 'and what about|what about|how about|and how about|same for|and for|the same for|what of'],
  ['any', 'anybody|anyone|anything|any|something|someone|somebody|at all|any service|any services|a single'],
  ['yes', 'yes|yep|yeah|sure|correct|right|exactly|that one|the first|the first one|first|indeed'],
  [
    'incident',
    'incident|incidents|outage|outages|postmortem|postmortems|post mortem|post mortems|root cause|root causes|caused|causes|cause|runbook|runbooks|sev1|sev2|sev3|severity|mttr|mttd|mitigated|mitigation|resolved|remediation|alert|alerts|on call|oncall|escalated|action items|lessons learned|downtime|happened|went wrong|time to recovery|root-cause|regression',
  ],
  [
    'unheld',
    'why|reason|reasons|how come|how long|how often|how fast|how much|when was|when did|how big|how old|how many times',
  ],
];

const ASKS: readonly (readonly [Extract<Meaning, { kind: 'ask' }>['ask'], string])[] = [
  [
    'count',
    'how many|number of|count|count of|what number of|amount of|how many of|quantity of|count the|how many different|total number of',
  ],
  [
    'list',
    'list|show|show me|give me|give|display|enumerate|name all|print|find|get me|list all|show all|what are|return|name the',
  ],
  ['which', 'which|what|whats|what all|what else|which of|which other'],
  ['who', "who|who'd|who'll|whos|whom|whose|who all|who else"],
  [
    'exists',
    'is there|are there|is there any|are there any|do we have|does it have any|have we got|is there a|are there some|does there exist|do you have',
  ],
  [
    'describe',
    'describe|tell me about|tell me more about|tell me everything about|explain|details of|details on|details about|details|summarise|summarize|summary of|summary|overview|overview of|information about|information on|info on|info about|what do you know about|what do we know about|everything about|more about|what is known about|describe to me|introduce|purpose of|purpose|what does do',
  ],
  [
    'draw',
    'draw|draw it|diagram|diagram of|mermaid|visualise|visualize|chart|sketch|plot|picture of|picture|graphically|as a diagram|as a graph|as mermaid|graph of|draw a diagram|draw me|flowchart|drawing|drawing of|render|illustrate',
  ],
];

const CHANGES: readonly (readonly [Extract<Meaning, { kind: 'change' }>['action'], string])[] = [
  [
    null,
    'changes|change|what changed|difference|differences|diff|changelog|change log|what is new|different|happened in|updates|what happened to the graph|modifications',
  ],
  ['changed', 'changed|modified|updated|altered'],
  ['added', 'added|new|appeared|newly|came in|introduced|created|joined|additions'],
  [
    'vanished',
    'vanished|removed|disappeared|deleted|dropped|went missing|no longer there|left the graph|is gone since|removals',
  ],
  ['returned', 'returned|came back|reappeared'],
];

/** Canonical property names and the words for them. */
const PROPERTIES: readonly (readonly [string, string])[] = [
  ['description', 'description|descriptions|described'],
  ['tags', 'tag|tags|tagged|label|labels|labelled|labeled|tagged with|tagged as'],
  [
    'links',
    'link|links|url|urls|documentation|docs|web page|where can i read about|where can i read more about',
  ],
  ['protocols', 'protocol|protocols|transport protocol'],
  ['aliases', 'alias|aliases|other names|also known as|alternative names|synonyms'],
  [
    'source',
    'where|where is defined|what file|which file|which files|what files|source file|source files|come from|comes from|file and line|which line|defined in|where does it say|where is it|mentioned in',
  ],
  ['seen', 'last seen|last imported|last mentioned|when was last seen|seen|seen last'],
];

function* phrases(text: string): Generator<string> {
  for (const phrase of text.split('|')) {
    const trimmed = phrase.trim();
    if (trimmed !== '') yield trimmed;
  }
}

function* entries(): Generator<readonly [phrase: string, meaning: Meaning]> {
  for (const [relation, forms] of Object.entries(VERBS) as [Relation, string][]) {
    const [active = '', participles = ''] = forms.split(' / ');
    for (const phrase of phrases(active)) yield [phrase, { kind: 'verb', relation, isParticiple: false }];
    for (const phrase of phrases(participles)) yield [phrase, { kind: 'verb', relation, isParticiple: true }];
  }
  for (const [relation, asked, forms] of ROLES)
    for (const phrase of phrases(forms)) yield [phrase, { kind: 'role', relation, asked }];
  for (const [one, many, ...kinds] of NOUNS) {
    for (const phrase of phrases(one)) yield [phrase, { kind: 'noun', kinds, isPlural: false }];
    for (const phrase of phrases(many)) yield [phrase, { kind: 'noun', kinds, isPlural: true }];
  }
  for (const [ask, forms] of ASKS) for (const phrase of phrases(forms)) yield [phrase, { kind: 'ask', ask }];
  for (const [action, forms] of CHANGES)
    for (const phrase of phrases(forms)) yield [phrase, { kind: 'change', action }];
  for (const [property, forms] of PROPERTIES)
    for (const phrase of phrases(forms)) yield [phrase, { kind: 'property', property }];
  for (const [kind, forms] of MARKS) for (const phrase of phrases(forms)) yield [phrase, { kind }];
  for (const phrase of phrases(
    'it|its|this|this one|that service|this service|that topic|this topic|this message|that message|the same|the service|the topic|that team|this team|this system|that system',
  ))
    yield [phrase, { kind: 'pronoun', isPlural: false }];
  for (const phrase of phrases(
    'they|them|their|these|those|these services|those services|these topics|those topics|all of them|each of them|all of these|all of those',
  ))
    yield [phrase, { kind: 'pronoun', isPlural: true }];
  for (const phrase of phrases(
    'hop|hops|step|steps|level|levels|degree|degrees|how many hops|how far|hops away|steps away|levels deep',
  ))
    yield [phrase, { kind: 'hops', hops: null }];
}

/** Every phrase that questions about a graph are put in, with all that it may say; words in lower case. */
export const lexicon: ReadonlyMap<string, readonly Meaning[]> = (() => {
  const map = new Map<string, Meaning[]>();
  for (const [phrase, meaning] of entries()) {
    const known = map.get(phrase);
    if (known) known.push(meaning);
    else map.set(phrase, [meaning]);
  }
  return map;
})();

/** Words of the longest phrase. */
export const LONGEST_PHRASE = Math.max(...[...lexicon.keys()].map((phrase) => phrase.split(' ').length));
