import { Phrases } from './phrases.ts';

const list = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Words that tell no subject. */
export const stopWords = list(
  "a an the this that these those it its it's they them their theirs he she his her we us our ours you your yours i me my " +
    'is are was were be been being am do does did done has have had having will would shall should must may might can ' +
    'could cannot ought to of in on at by for from with about into onto over under within per via and or but nor so ' +
    'than then there here rather quite fairly really which who whom whose what where how why as also too just only even still yet both either ' +
    'neither each every all any some such no not never very more most much many few less least own same other another ' +
    'again always ever once one ones able possible possibly via using upon up down out off through during while if when ' +
    "whenever wherever because since therefore thus hence however moreover furthermore additionally please etc e.g i.e don't " +
    "doesn't isn't aren't won't can't mustn't shouldn't couldn't wouldn't let's currently new current existing given " +
    'following above below least required mandatory optional allowed permitted prohibited forbidden maximum minimum max min ' +
    'approximately around roughly nearly almost exactly percent % like between among against across towards toward ' +
    'want wants need needs needed would like make sure'.replaceAll('  ', ' '),
);

/** Words between clauses that change when something holds: they stay part of the subject. */
export const conditionWords = list(
  'before after until unless except without outside during first again twice',
);

/** Verbs and nouns so general that two statements do not share a subject by them, nor differ by them. */
export const generalWords = list(
  'system software solution app platform support supports supported supporting provide provides provided ' +
    'providing allow allows allowing enable enables enabling offer offers offered have has be become make makes made let lets ' +
    'use uses used using get gets work works working run runs running perform performs performed do does give gives ' +
    'ensure ensures happen happens want need contain contains include includes included available handle handles handled ' +
    'implement implemented implementation feature features functionality function ability option options requirement ' +
    'requirements way thing things time times case cases place possible field fields enter entered value user users ' +
    'guarantee guarantees achieve achieved reach reached keep keeps take takes taken lasts go goes come comes ' +
    'exist exists able minimum maximum limit limits limited target result results item items per total ' +
    'number amount rate level set length size count duration hold holds choose chosen least most long longer short shorter start starts begin begins well end day days hour hours minute minutes ' +
    'seconds week weeks month months year years directly themselves everyone everybody anyone people person',
);

/** Nouns that add nothing to what is done with them: to store card details is to store cards. */
export const emptyNouns = list('data information detail details info content contents');

/** Nouns that are the product where a modal follows, and something of their own elsewhere. */
export const productNouns = list(
  'product project application website site tool portal service webapp backend frontend program',
);

/** What a quantity measures, by the verbs and nouns around it. */
export type Measure =
  | 'respond'
  | 'show'
  | 'finish'
  | 'expire'
  | 'keep'
  | 'delete'
  | 'recover'
  | 'uptime'
  | 'start'
  | 'launch'
  | 'capacity';

export const measureWords = new Phrases<Measure>([
  [
    'respond',
    'respond | responds | response | responses | responding | response time | response times | latency | latencies | react | reacts | answer | answers | answered | reply | replies | return | returns | returned',
  ],
  [
    'show',
    'load | loads | loaded | loading | load time | load times | loading time | loading times | render | renders | rendered | open | opens | appear | appears | display | displays | displayed | show | shows | shown | visible',
  ],
  [
    'finish',
    'complete | completes | completed | completion | finish | finishes | finished | process | processes | processed | processing | processing time | duration | take | takes | last | lasts | deliver | delivers | delivered | delivery | done',
  ],
  [
    'expire',
    'expire | expires | expired | expiry | expiration | time out | times out | timeout | timeouts | session timeout | log out | logs out | logged out | logout | sign out | signed out | inactivity | inactive | idle | log off | logged off | automatically | valid | validity | lifetime',
  ],
  [
    'keep',
    'store | stores | stored | keep | keeps | kept | retain | retains | retained | retention | retention period | retrievable | archived | archive | preserve | preserved | hold | held | save | saved | remain | remains',
  ],
  [
    'delete',
    'delete | deletes | deleted | deletion | purge | purged | remove | removed | erase | erased | wiped',
  ],
  [
    'recover',
    'recover | recovers | recovered | recovery | recovery time | restore | restored | back online | rto | recovery time objective',
  ],
  ['uptime', 'uptime | up time | availability | available | operational'],
  ['start', 'start | starts | startup | start up | boot | boots | launch time | start time'],
  [
    'launch',
    'launch | launches | launched | go live | goes live | going live | release | released | releases | ship | ships | shipped | deadline | rollout | roll out | rolled out | live | launch date | release date | due | ready | delivery date',
  ],
  [
    'capacity',
    'support | supports | handle | handles | serve | serves | scale to | scales to | scale | cope with | accommodate | accommodates | sustain',
  ],
]);

/** Measures of which one figure may stand for the other. */
export const sameMeasure: readonly (readonly Measure[])[] = [
  ['respond', 'show', 'finish'],
  ['keep', 'delete'],
];

/** Ways to say the same; the first word of a row stands for all. */
const SAME: readonly string[] = [
  'login | log in | logs in | logged in | logging in | log on | logged on | sign in | signs in | signed in | signing in | authenticate | authenticated | authentication | authenticating | log into | logging into | sign into',
  'account | register | registers | registered | registering | registration | sign up | signs up | signed up | signing up | accounts | user account | user accounts',
  'see | view | views | viewed | viewing | sees | seen | show | shows | shown | display | displays | displayed | visible',
  'delete | deletes | deleted | deleting | deletion | remove | removes | removed | removing | erase | erased | purge | purged | wipe',
  'edit | edits | edited | editing | change | changes | changed | changing | modify | modified | modifies | modifying | update | updates | updated | updating | alter | amend',
  'buy | purchase | purchases | purchased | purchasing | checkout | checkouts | check out | order | orders | place order | place orders | place an order | place a order | placing an order | placing orders | ordering | buys | buying',
  'store | stores | stored | storing | save | saves | saved | saving | retain | retained | retention | persist | persisted | keep | keeps | kept | storage',
  'email | emails | e mail | e mails | email address | email addresses | e mail address | mail | mails',
  'phone | phone number | phone numbers | telephone | telephone number | mobile number',
  'sso | single sign on | single sign',
  'picture | pictures | image | images | photo | photos',
  'notification | notifications | notify | notified | notifies | push notification | push notifications',
  'card | credit card | credit cards | debit card',
  'password | passwords | passphrase',
  'offline | without internet | without internet connection | without an internet connection | without network | without connection',
  'cancel | cancels | cancelled | canceled | cancellation | cancelling | cancellations',
  'send | sends | sent | sending',
  'export | exports | exported | exporting',
  'import | imports | imported | importing',
  'search | searches | searching | searched | search results | search result',
  'page | pages | screen | screens',
  'refund | refunds | refunded | refunding',
  'comment | comments | commenting',
  'log | logs | logging | logfile | logfiles | log files | log file',
  'ie | internet explorer',
  'api | apis | api calls | api call | api requests | api request',
];

/** Several words or forms that are one subject, under the word that stands for them. */
export const sameWords = new Phrases<string>(
  SAME.map((row) => [row.slice(0, row.indexOf(' ')), row] as const),
);
