/** Words by which a sentence is told to be a lasting fact. All of it is lower case unless said. */

const words = (text: string): string[] => text.trim().split(/\s+/);

/** What a thing may be called after “is a”, “has two” and “there are”. */
const THINGS = words(`
  account agent alias api app application archive area backend backup balancer batch bot box breaker broker browser bucket
  bus cache catalog cdn channel client cloud cluster codebase collection collector component connection connector
  consumer contact container controller cron crontab daemon dashboard database datacenter datastore db department
  deployment dependency device directory dns document domain endpoint engine engineer environment event exchange exporter
  fallback feed field file firewall fleet flag folder forum frontend function gateway group guild handler host hub image
  index indexer instance integration interface job key kind lambda language layer lead leader ledger library limit line
  listener load-balancer maintainer manager member microservice middleware mirror model module monolith monorepo name
  namespace network node office operator orchestrator owner package page pair partition partner part person pipeline
  plane platform plugin pod policy pool port portal predecessor primary process processor producer product program
  project protocol provider proxy publisher queue record region registry release replica replacement repo repository
  responder retry role rotation router rule runbook runner runtime scheduler schema script sdk secondary segment server service
  shard sidecar site sla slo snapshot source squad stack store storage stream subnet subscriber subsystem
  subsidiary successor supplier system table task team template tenant tier tool topic tracker tree tribe tunnel vendor
  version vm volume vpc vpn warehouse webhook website widget wiki window worker workflow wrapper zone
  application's reader writer language framework datasource approver escalation process standard`);

/** What has one value at a time: “the timeout of X is 30 seconds”, “the owner of X is Y”. */
const ATTRIBUTES = words(`
  alias account api backend backup boundary broker budget bucket cache cadence capacity cdn channel cluster cms codename
  contact cron database db deadline default deputy dns domain email endpoint environment escalation expiry fallback
  folder framework frequency frontend gateway handle host hostname idp image interval language lead leader
  lifetime limit link location maintainer manager maximum minimum name namespace  orchestrator
  owner page partitions path period platform policy port project protocol provider proxy quota quotas region registrar
  registry repo repository responder retention rotation rpo rto runbook runtime scheduler schedule sla sli slo
  source stack store storage target team threshold timeout timeouts timezone tool topic tracker ttl url vendor
  version vpn warehouse wiki window`);

/** Done to a thing for good: “is owned by”, “are kept for”. A preposition or a rhythm has to follow. */
const DONE = words(`
  accessed aggregated alerted allocated announced approved archived assigned authenticated authorised authorized backed
  based billed bootstrapped bought built cached called capped chosen collected compiled computed configured consumed
  controlled covered created declared defined delivered deployed deprecated derived described designed developed
  distributed documented encrypted escalated exported exposed fed fetched filed filtered forwarded fronted gated
  generated governed granted grouped handled held hosted implemented imported indexed ingested issued joined kept
  known labelled led licensed limited linked listed loaded located locked logged maintained managed measured mirrored
  monitored mounted named operated ordered organised organized owned packaged paged parsed partitioned patched planned
  pinned polled populated processed produced protected provided provisioned proxied published pulled pushed purchased
  queued rate-limited read rebuilt received recorded refreshed registered released rendered replicated reported required reserved
  restricted retained retrained retried reviewed rotated routed run sampled scanned scheduled scraped secured sent
  served set sharded shared shipped signed sized sourced spread stored streamed structured supported synced synchronised
  synchronized tagged taken templated terminated tested throttled tracked trained transformed triggered updated uploaded
  used validated versioned watched whitelisted wrapped written`);

/** Told of the past and true since: nobody migrates for an hour. */
const CHANGED = words(`
  adopted consolidated decommissioned deprecated merged migrated moved outsourced renamed replaced retired
  rewrote rewritten split standardised standardized sunset switched transferred`);

/** Verbs that a lasting fact is told with, and what has to follow them; null: any object. */
const VERBS: Readonly<Record<string, string | null>> = {
  ...Object.fromEntries(
    words(`aggregate announce approve archive authenticate back bill bridge cache collect compute consume contain control
      cover emit encrypt enforce expose fetch follow front generate govern guarantee handle host implement include index ingest issue
      lead maintain manage mirror monitor notify operate orchestrate own page poll process produce provide proxy publish
      require retain review rotate schedule scrape secure serve sign span sponsor store support terminate throttle track
      train use validate wrap`).map((verb) => [verb, null]),
  ),
  belong: 'to',
  call: '(?!(?:to|from|for|with|in|at|per|us|me|about|it|last|this)\\b)\\w+',
  come: 'from',
  connect: 'to|through|via|with',
  consist: 'of',
  default: 'to',
  depend: 'on|upon',
  deploy: '(?:.{1,40} )?(?:to|via|with|through|from|every|each|on|only|twice|once|using|weekly|daily|by)',
  escalate: '(?:.{1,40} )?(?:to|after)',
  expire: 'after|every|in',
  export: '.{1,60} (?:to|into|as|in)',
  fail: 'over to',
  fall: 'back (?:to|on)',
  forward: '.{1,60} to',
  freeze: '.{1,40} (?:from|until|between|during|over|on|before|in|every)',
  enter: 'through|via',
  go: '(?:straight |directly )?(?:through|to|via|into)|out (?:via|through|to|every)|live (?:on|every)',
  happen: 'every|each|on|in|at|once|twice',
  import: '.{1,60} (?:from|into)',
  keep: '(?!\\w+ing\\b).{1,80} (?:in|for|on|under|at|behind|until)',
  limit: '.{1,60} to',
  listen: 'to|on',
  live: 'in|on|under|behind|at|inside|next',
  load: '.{1,60} (?:from|into|every|each)',
  log: '(?:.{1,40} )?(?:to|into|with|in|as)',
  map: '(?:.{1,40} )?to',
  meet: 'every|each|on|weekly|daily',
  open: '.{1,40} (?:every|each)',
  point: 'to|at',
  push: '.{1,60} (?:to|into|through|every)',
  pull: '.{1,60} (?:from|every)',
  read: '(?:.{1,60} )?(?:from|out of)',
  release: '(?:.{1,40} )?(?:every|each|on|weekly|daily|monthly|twice|once|through|from|via)',
  rely: 'on|upon',
  replicate: '(?:.{1,40} )?(?:to|from|into|across|every)',
  report: 'to',
  route: '.{1,60} (?:to|through|via)',
  run: 'on|in|as|behind|under|inside|every|each|nightly|daily|hourly|weekly|monthly|once|twice|via|with|through|across|(?:.{1,60} )(?:on|in|under|with|through|every|behind|at night)',
  scale: '(?:.{1,30} )?(?:to|between|with|on|by|from)',
  send: '(?:.{1,60} )?(?:to|through|via|every)',
  share: '.{1,60}',
  ship: '(?:.{1,40} )?(?:to|every|with|weekly|daily|through|via)',
  sit: 'in front|behind|between|on|in|next',
  speak: 'to|\\w+ only|grpc|http|rest|amqp|mqtt',
  start: '(?:at \\d|every|each|on)',
  subscribe: 'to',
  sync: '(?:.{1,40} )?(?:to|with|from|every|into)',
  talk: 'to|with|through',
  write: '(?:.{1,60} )?(?:to|into)',
};

const alternatives = (list: readonly string[]): string =>
  list.map((word) => word.replaceAll('.', '\\.')).join('|');

/** In the plural too. */
const nouns = (list: readonly string[]): string => `(?:${alternatives(list)})(?:e?s)?`;

const third = (verb: string): string =>
  /[^aeou]y$/.test(verb)
    ? `${verb.slice(0, -1)}ies`
    : /(?:s|sh|ch|x|z|o)$/.test(verb)
      ? `${verb}es`
      : `${verb}s`;

const followed = (verb: string, follow: string | null): string =>
  follow === null ? `${verb} \\S` : `${verb} (?:${follow})\\b`;

const verbs = (form: (verb: string) => string): string =>
  Object.entries(VERBS)
    .map(([verb, follow]) => followed(form(verb), follow))
    .join('|');

const ADVERB =
  '(?:(?:now|also|only|always|currently|all|still|never|not|mainly|mostly|usually|fully|both|directly|normally|typically|generally|internally|exclusively|automatically|daily|weekly|no longer|officially) )?';
const ARTICLE = '(?:an?|the|our|their|its|one of|part of|just an?)';
/** A name, an identifier, a number or an address, as it is written. */
const NAMED = String.raw`(?:["“#@]?\p{Lu}|["“]?\p{N}|["“#]?[\p{L}\p{N}]+[-_./:][\p{L}\p{N}]|https?:|#\w|“)`;
const BEHIND_DONE =
  '(?:by|on|in|at|to|with|within|through|via|from|behind|as|for|every|each|only|using|under|into|out of|over|per|after|before|during|across|between|against|until|nightly|daily|hourly|weekly|monthly|once|twice|manually|automatically|upon|inside|alongside|when|and)\\b';
const PLACE =
  '(?:account|bucket|catalog|channel|cluster|data ?cent(?:er|re)|folder|namespace|network|office|org|project|region|repo|repository|subnet|vault|vpc|wiki|zone|monorepo)s?';

/** What may stand in front of a verb: the rest of a sentence from its verb on. `i`: letters of any case. */
export const LASTING = {
  /** “runs on”, for one thing. */
  third: new RegExp(`^${ADVERB}(?:${verbs(third)})`, 'i'),
  /** “run on”, for several, and for “we”. */
  base: new RegExp(`^${ADVERB}(?:${verbs((verb) => verb)})`, 'i'),
  runsThings: new RegExp(
    `^${ADVERB}runs? (?:an?|our own|one|two|three|four|five|six|several|\\d+) .{0,40}\\b${nouns(THINGS)}\\b`,
    'i',
  ),
  runsNamed: new RegExp(`^${ADVERB}runs? ${NAMED}`, 'u'),
  has: new RegExp(
    `^${ADVERB}(?:has|have) (?:an?|its own|their own|our own|no|one|two|three|four|five|six|seven|eight|nine|ten|\\d+|several|many|only|both|separate|dedicated|read)\\b.{0,60}\\b${nouns(THINGS)}\\b`,
    'i',
  ),
  hasAccess: /^(?:has|have) (?:read |write |full )?access to \S/i,
  hasOwn: /^(?:has|have) (?:an?|one) (?:separate|dedicated|single|shared|own|second) \S/i,
  done: new RegExp(`^(?:is|are|get|gets) ${ADVERB}(?:${alternatives(DONE)}) ${BEHIND_DONE}`, 'i'),
  called: /^(?:is|are) (?:called|named|known as|short for|spelled) \S/i,
  wasChanged: new RegExp(
    `^(?:was|were|has been|have been|got) (?:fully |finally )?(?:${alternatives(CHANGED)}|handed over|taken over) (?:to|from|by|in|into|with|on|as|out)\\b`,
    'i',
  ),
  changed: new RegExp(
    `^(?:have |has )?(?:(?:${alternatives(CHANGED)}) .{1,80}\\b(?:to|from|by|in|into|with|on|as|out|last|for)\\b|(?:took|taken|handed) (?:over|.{1,40} over) \\S)`,
    'i',
  ),
  isThing: new RegExp(`^(?:is|are) ${ADVERB}${ARTICLE} .{0,60}\\b${nouns(THINGS)}\\b`, 'i'),
  isFor: new RegExp(
    `^(?:is|are) ${ADVERB}(?:responsible for|in charge of|on[- ]call for|due (?:within|by|on|in|after)|dependent on|compatible with|accessible (?:via|through|at|from|only)|reachable (?:via|through|at|under)|stateless|stateful|idempotent|deprecated|open[- ]source|single[- ]tenant|multi[- ]tenant|behind (?:an?|the|our)\\b|private to|subject to|short for|written by|mandatory|exempt from)`,
    'i',
  ),
  isIn: new RegExp(`^(?:is|are) ${ADVERB}(?:in|on|behind|under|at|inside|part of) ${NAMED}`, 'u'),
  isInPlace: new RegExp(
    `^(?:is|are) ${ADVERB}(?:in|on|under|inside) (?:the|our|an?|its) .{0,40}\\b${PLACE}\\b`,
    'i',
  ),
  must: /^(?:must|have to|has to|may only|can only|cannot) (?:not |never |always )?(?:be \w+(?:ed|en|wn|pt|lt|de|un)|go through|use|have|run|pass|come from)\b/i,
  can: /^can (?:handle|serve|process|hold|scale) \S/i,
} as const satisfies Readonly<Record<string, RegExp>>;

/** “is 30 seconds”, “is the identity team”, “is Fastly”: what follows the name of an attribute. */
export const IS_VALUE = new RegExp(
  `^(?:is|are) (?:now |currently |set to |at |on |always |still )?(?:${NAMED}|(?:the|our|an?) |weekly|daily|hourly|monthly|quarterly|nightly|per |one |two |three |four |five |six |seven |eight |nine |ten |twelve |half )`,
  'u',
);
export const ATTRIBUTE = new RegExp(`\\b${nouns(ATTRIBUTES)}\\b`, 'i');
/** What an attribute is of: “the owner OF the auth service”. */
export const ATTRIBUTE_OF = /\s(?:of|for|in|on|behind|between|per)\s/i;
export const THERE_IS = new RegExp(
  `^there (?:is|are) (?:an?|no|one|two|three|four|five|six|seven|eight|nine|ten|\\d+|only|several)\\b.{0,60}\\b${nouns(THINGS)}\\b`,
  'i',
);
