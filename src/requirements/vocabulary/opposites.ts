import { Phrases } from './phrases.ts';

/** Two ways for one thing to be that exclude each other. */
export interface Opposites {
  readonly name: string;
  readonly one: string;
  readonly other: string;
  /** Phrases of `one` that a negation turns into `other`; of these only the plain sentence or a modal decides. */
  readonly negatable: boolean;
  /**
   * How the rest of the two sentences must agree: `same` subject words, `part` of each other with a shared word, all of
   * `one` in `other` with a shared word, or `any`, where one of them may speak of the whole product.
   */
  readonly subject: 'same' | 'part' | 'one covers other' | 'any' | 'general one';
  /** Who acts is what it is about. */
  readonly people?: boolean;
  /** Words that belong to the phrases and to no subject. */
  readonly drop: string;
}

const cross = (first: string, second: string): string =>
  first
    .split('|')
    .flatMap((a) => second.split('|').map((b) => `${a.trim()} ${b.trim()}`.trim()))
    .join(' | ');

const MUST =
  'must | must first | must always | shall | have to | has to | need to | needs to | should | required to | are required to | be required to | forced to | obliged to | before they can must';
const ENTER =
  'log in | login | sign in | be logged in | be signed in | be authenticated | authenticate | register | be registered | sign up | create account | have account | create an account | have an account | create a account | be a registered user | log in first | hold an account | own an account';
const ACCOUNT_NOUN =
  'login | log in | sign in | account | user account | registration | authentication | sign up | an account | a login | a user account | a account | registering | logging in | signing up | signing in | an user account';

/** Opposites that are named by words of their own, not by a “not”. Phrases of several forms stand for themselves. */
const opposites: readonly Opposites[] = [
  {
    name: 'whether an account is needed',
    one: [
      cross(MUST, ENTER),
      cross(
        ACCOUNT_NOUN,
        'is required | is mandatory | is needed | is necessary | is obligatory | required | mandatory',
      ),
      cross('requires | require | requiring | needs', ACCOUNT_NOUN),
      cross(
        'only',
        'registered users | logged in users | authenticated users | signed in users | registered customers | logged in customers | members',
      ),
      'mandatory login | mandatory registration | login wall | forced registration | after logging in only',
    ].join(' | '),
    other: [
      cross('without', ACCOUNT_NOUN),
      cross('without having to | without needing to', ENTER),
      cross(
        'no',
        `${cross(ACCOUNT_NOUN, 'required | needed | necessary | is required | is needed')} | account | login | registration`,
      ),
      cross(
        ACCOUNT_NOUN,
        'is optional | optional | is not required | is not needed | is not necessary | must be optional | should be optional | is voluntary | must not be required | should not be required | not required',
      ),
      'guest checkout | guest order | guest orders | as guest | as guests | as a guest | anonymously | guest purchases | guest purchase | guest mode | guest access | optional login | optional registration | optional account | do not have to register | do not have to log in | do not need an account | need no account | not need an account | not have to register | not have to log in | not need to register | not need to log in | not be forced to register | not be forced to create an account | not have to create an account | not need to create an account | guests can check out',
    ].join(' | '),
    negatable: false,
    subject: 'general one',
    drop: 'login account guest optional regist without anonym password email name phone credenti usernam googl facebook appl sso first before sign order_ creat mode access valid',
  },
  {
    name: 'whether it works without a network',
    one: 'offline | works offline | without internet | without internet connection | without an internet connection | without a network connection | without a connection | without connectivity | without network | without network coverage | without a signal | no internet connection is needed | offline mode | without network connection | no reception',
    other:
      'requires internet | requires an internet connection | requires internet connection | requires a network connection | requires a connection | requires a permanent connection | requires a permanent internet connection | requires a constant internet connection | requires a constant connection | needs an internet connection | need an internet connection | needs internet | permanent internet connection | permanent connection | constant internet connection | constant connection | online only | only online | only works online | only work online | must be online | always online | internet connection is required | an internet connection is required | internet connection required | only with an internet connection | connection is required | must always be connected',
    negatable: true,
    subject: 'any',
    drop: 'offlin internet connect network onlin mode work requir support signal user access avail perman constant coverag without alway',
  },
  {
    name: 'where it is hosted',
    one: 'on premises | on premise | on prem | self hosted | own data centre | own data center | in house servers | own servers | our own servers | local servers only | own hardware',
    other:
      'in the cloud | cloud hosted | cloud based | hosted in cloud | hosted on aws | hosted in aws | hosted in azure | hosted on azure | run on aws | runs on aws | run in aws | runs in aws | run on azure | runs on azure | deployed to aws | deployed on aws | deployed to azure | deployed on azure | saas | public cloud | google cloud | cloud only | cloud native | aws cloud | on aws | on azure | hosted on gcp | cloud service',
    negatable: true,
    subject: 'any',
    drop: 'premis prem host cloud aw azur gcp saa server own data centr center hardwar local run deploy nativ base servic public googl store softwar instal all everyth must our product applic instanc',
  },
  {
    name: 'whether it happens by itself or by hand',
    one: 'automatically | automatic | automated | without manual | no manual | fully automated | fully automatic',
    other:
      'manually | manual | by hand | manually by | reviewed by a | reviewed by an | approved by a | approved by an | checked by a | confirmed by a | decided by a',
    negatable: false,
    subject: 'part',
    drop: 'automat manual hand without fulli review approv check confirm',
  },
  {
    name: 'whether it is on from the start',
    one: 'enabled by default | on by default | active by default | switched on by default | opt out | turned on by default',
    other:
      'disabled by default | off by default | inactive by default | switched off by default | opt in | turned off by default',
    negatable: false,
    subject: 'part',
    drop: 'enabl disabl default switch activ inact turn opt first',
  },
  {
    name: 'whether a deletion is final',
    one: 'permanently deleted | deleted permanently | permanently delete | delete permanently | permanently removed | irreversibly deleted | deleted irreversibly | deletion is final | deletion is permanent | deletion is irreversible | deletion must be permanent | deleted immediately and permanently | hard deleted | cannot be restored | can not be restored | cannot be undone | can not be undone | cannot be recovered | irreversible | deleted for good | is irreversible',
    other:
      'can be restored | restore deleted | be able to restore | restore a deleted | can restore | may restore | can undo | be restored | must be restorable | undo the deletion | undo deletion | soft deleted | soft delete | recycle bin | trash | must be recoverable | can be recovered | can be undone | recover deleted | must never be deleted | never be deleted | must not be deleted | shall not be deleted | may not be deleted',
    negatable: false,
    subject: 'part',
    drop: 'delet perman irrevers final restor recov undo undon soft hard good recycl bin trash immedi user admin abl can',
  },
  {
    name: 'whether it may be changed',
    one: 'read only | immutable | cannot be changed | cannot be edited | cannot be modified | can not be changed | can not be edited | must not be changed | must not be edited | must not be modified | may not be changed | may not be edited | shall not be changed | unchangeable | never be changed | not be editable | not editable',
    other:
      'can be changed | can be edited | can be modified | may be changed | may be edited | must be editable | is editable | are editable | be able to edit | be able to change | be able to modify | can edit | can change | can modify | may edit | may change | must be changeable | should be editable | can update | be able to update | may update',
    negatable: false,
    subject: 'one covers other',
    drop: 'read edit chang modifi immut updat never user they their',
  },
  {
    name: 'who may see it',
    one: 'public | publicly | publicly visible | visible to everyone | visible to everybody | visible to all | visible to anyone | visible to all users',
    other:
      'private | visible only to | only visible to | visible to nobody | confidential | not visible to others | hidden from other users',
    negatable: true,
    subject: 'same',
    drop: 'public privat see visibl everyon everybodi confidenti hidden other user default nobodi anyon',
  },
  {
    name: 'whether it is encrypted',
    one: 'encrypted | be encrypted | hashed | encrypted at rest',
    other: 'plain text | plaintext | clear text | cleartext | unencrypted | in the clear',
    negatable: true,
    subject: 'part',
    drop: 'encrypt hash plain text plaintext cleartext clear unencrypt rest store save',
  },
  {
    name: 'at which hours it works',
    one: 'around the clock | 24 7 | 24x7 | at any time | day and night | at all hours | at all times | at any hour',
    other:
      'office hours | business hours | working hours | opening hours only | from * 00 to * 00 | between * 00 and * 00 | from * am to * pm | from * to * pm | on weekdays only | on working days only',
    negatable: false,
    subject: 'any',
    drop: 'around clock time day night hour offic busi work open weekday am pm 00 everi avail reach access onlin support operat oper',
  },
  {
    name: 'how soon it is done',
    one: 'real time | in real time | immediately | instantly | without delay | in realtime',
    other:
      'every night | nightly | once a day | once per day | daily | overnight | every day | weekly | once a week | every week | at night | in batches',
    negatable: false,
    subject: 'part',
    drop: 'real time realtim immedi instant everi night daili week once day overnight without delay batch',
  },
  {
    name: 'whether it is synchronous',
    one: 'synchronous | synchronously',
    other: 'asynchronous | asynchronously',
    negatable: false,
    subject: 'part',
    drop: 'synchron asynchron',
  },
  {
    name: 'whether names are shown',
    one: 'anonymous | anonymised | anonymized',
    other:
      'with full name | real name | real names | full names | by name | with their name | name of the author | with the name',
    negatable: false,
    subject: 'part',
    drop: 'anonym real full name author',
  },
  {
    name: 'whether it costs money',
    one: 'free of charge | for free | at no cost | no charge | without charge | is free | are free | free for all',
    other:
      'must pay | have to pay | has to pay | is charged | are charged | paid subscription | monthly fee | subscription fee | requires a subscription | costs | pay for | is paid',
    negatable: false,
    subject: 'part',
    people: true,
    drop: 'free charg cost pay paid subscript fee month user all customer',
  },
];

/** A phrase of either side, with the row that it belongs to. */
export const oppositePhrases = opposites.map((row) => ({
  row,
  one: new Phrases<true>([[true, row.one]]),
  other: new Phrases<true>([[true, row.other]]),
  dropped: new Set(row.drop.split(' ')),
}));

/** Any phrase of any row: most sentences have none. */
export const anyOpposite = new Phrases<true>(
  opposites.flatMap(
    (row) =>
      [
        [true, row.one],
        [true, row.other],
      ] as const,
  ),
);
