import { readWords, type Word } from '../read/words.ts';
import { Phrases } from './phrases.ts';

/** Something that requirements for almost any product have to say. */
export interface ChecklistRow {
  readonly name: string;
  /** Completes `nothing on …`. */
  readonly about: string;
  /** Some of the words below, for the reply. */
  readonly lookedFor: string;
  /** Words that show that the text speaks of it, by stem. */
  readonly words: string;
  /** Phrases of several words that do, too. */
  readonly phrases: string;
  /** Amounts of these dimensions in a requirement do, too. */
  readonly dimensions?: readonly string[];
  /** The question; `ANCHOR` stands for a quoted line. */
  readonly ask: string;
  /** The question where no line of the text fits. */
  readonly plainAsk: string;
  /** Words of lines that the question is best asked of. */
  readonly anchors: string;
  /** A question of somebody else that asks the same. */
  readonly askedBy: RegExp;
  /** Further names under which it may be asked for. */
  readonly topics: string;
  readonly weight: number;
}

const checklist: readonly ChecklistRow[] = [
  {
    name: 'Users and roles',
    lookedFor: 'user, customer, admin, role, guest, team',
    about: 'who uses it, and who may do what',
    words:
      'user customer admin role visitor guest member employee manager operator client owner patient student teacher driver buyer seller agent staff team person people subscriber citizen tenant moderator author reader administrator stakeholder persona player walker parent everyone anybody anyone',
    phrases: 'as a | as an',
    ask: 'Who is meant to do what ANCHOR asks for, and may everybody do it?',
    plainAsk: 'Who will use it, and which kinds of users may do different things?',
    anchors: 'export delete edit create approve send upload search order see report manage book pay',
    askedBy: /\bwho\b|\b(?:which|what) (?:kinds? of )?(?:users?|roles?|people)\b/i,
    topics: 'user users role roles people actor actors persona personas audience stakeholder stakeholders',
    weight: 56,
  },
  {
    name: 'Errors and failures',
    lookedFor: 'error, fail, invalid, retry, timeout, unavailable, undo',
    about: 'what happens when something fails or is entered wrongly',
    words:
      'error fail failure retry invalid outage timeout fallback unavailable exception validation validate reject wrong crash rollback duplicate recover recovery undo lost interrupt decline degrade warning offline incorrect abort restore incomplete corrupt resume',
    phrases:
      'goes wrong | go wrong | not available | can not be reached | cannot be reached | is down | without connection | time out | times out',
    ask: 'What should happen when ANCHOR fails half-way or gets wrong input?',
    plainAsk: 'What should happen when a step fails half-way or gets wrong input?',
    anchors:
      'pay payment card send email sync import upload order checkout book api integrate connect export transfer save log login notification search',
    askedBy: /\b(?:fails?|failures?|errors?|goes wrong|unavailable|invalid|wrong input)\b/i,
    topics: 'error errors failure failures exception exceptions fault faults',
    weight: 52,
  },
  {
    name: 'Measures of success',
    lookedFor: 'metric, KPI, success, target, baseline, adoption, a goal with a figure',
    about: 'how anybody would see that it worked',
    words:
      'metric kpi success successful measure baseline adoption conversion satisfaction nps target okr benchmark survey churn analytics',
    phrases:
      'key result | key results | definition of done | acceptance criteria | acceptance criterion | we will know',
    ask: 'How will you know that ANCHOR is reached: which figure, from what to what, by when?',
    plainAsk: 'How will you know that it was worth it: which figure must change, from what to what, by when?',
    anchors: 'goal objective improve reduce increase faster better want need',
    askedBy: /\b(?:success|measured?|metrics?|kpis?|know (?:that|whether|if))\b/i,
    topics: 'success metric metrics kpi kpis measure measures outcome outcomes',
    weight: 50,
  },
  {
    name: 'Security and access',
    lookedFor: 'login, password, permission, access, encryption, privacy, audit',
    about: 'who may get in, and how data is protected',
    words:
      'security secure login password authentication authenticate authorization authorisation permission role access encrypt encryption privacy gdpr private confidential audit sso mfa 2fa oauth saml token tls https compliance consent hipaa pci vulnerability registered register protect',
    phrases: 'log in | sign in | personal data | log into | logged in | signed in | read only | only admins',
    ask: 'Who may do or see what ANCHOR speaks of, and how is everybody else kept out?',
    plainAsk: 'Who may get in, how do they prove who they are, and which data must be protected?',
    anchors:
      'data profile payment pay card personal account record customer patient user message document report file price order export upload share',
    askedBy:
      /\b(?:security|secured?|access|permissions?|log ?in|authenticat\w+|privacy|who may|protect\w*|encrypt\w*)\b/i,
    topics:
      'security privacy access authentication authorization authorisation permission permissions protection',
    weight: 48,
  },
  {
    name: 'Data',
    lookedFor: 'data, store, record, retention, delete, backup, import',
    about: 'which data is stored, for how long, and where it comes from',
    words:
      'data database store save retain retention record archive backup delete history storage field import export persist log migrate migration dataset table document file keep kept',
    phrases: '',
    ask: 'Which data does ANCHOR need or create, and how long is it kept?',
    plainAsk: 'Which data is stored, where does it come from, and how long is it kept?',
    anchors:
      'order profile payment user customer message comment list report booking search photo upload create account track',
    askedBy: /\b(?:data|stored?|retention|kept|keep|deleted|archived?)\b/i,
    topics: 'data storage retention database',
    weight: 45,
  },
  {
    name: 'Limits and volumes',
    lookedFor: 'limit, maximum, at most, per second, concurrent, size, any amount',
    about: 'how many, how large or how fast at most',
    words:
      'limit maximum minimum concurrent throughput latency volume performance capacity load quota peak size rate max unlimited traffic simultaneous',
    phrases:
      'at most | at least | up to | no more than | not more than | response time | per second | per day | per minute | at once | at the same time',
    dimensions: ['time', 'working time', 'size', 'count', 'period', 'percent'],
    ask: 'How many at once, how large and how fast must ANCHOR still work?',
    plainAsk: 'How many users and how much data must it handle at once, and how fast must it still answer?',
    anchors:
      'search upload user list order import export report send load page message file photo customer book',
    askedBy: /\b(?:how (?:many|much|large|big)|limits?|maximum|volumes?|concurrent|load|capacity)\b/i,
    topics: 'limit limits volume volumes performance speed load capacity scalability latency',
    weight: 44,
  },
  {
    name: 'Scope',
    lookedFor: 'out of scope, not included, later, first version, will not',
    about: 'what is left out',
    words: 'exclude excluded mvp nongoal later future phase postpone defer',
    phrases:
      "out of scope | not in scope | in scope | non goal | non goals | not included | not part of | first version | v1 | will not be | won't be | won't have | version 1 | next version | first release | not needed | scope | must not | should not | shall not | not required | not supported | does not | do not | no need",
    ask: 'What is left out on purpose, at least at first?',
    plainAsk: 'What is left out on purpose, at least at first?',
    anchors: '',
    askedBy: /\b(?:out of scope|left out|not included|in scope|scope|excluded?)\b/i,
    topics: 'scope exclusions',
    weight: 34,
  },
  {
    name: 'Time and priority',
    lookedFor: 'deadline, launch, date, milestone, priority, must have',
    about: 'by when it is needed, or what comes first',
    words:
      'deadline launch release date quarter milestone priority timeline schedule urgent sprint roadmap due mvp prioritise prioritize p0 p1 p2 phase',
    phrases:
      'go live | must have | should have | could have | nice to have | by the end of | first version | not later than | no later than | next month | next year | this year | next quarter | next week | end of the year | as soon as possible | asap',
    dimensions: ['date', 'day of year'],
    ask: 'By when is ANCHOR needed, and what comes first if not everything can?',
    plainAsk: 'By when is it needed, and what comes first if not everything can?',
    anchors: '',
    askedBy: /\b(?:by when|deadline|due|priorit\w+|comes? first|launch date)\b/i,
    topics: 'deadline deadlines timeline schedule priority priorities',
    weight: 28,
  },
];

/** A row ready to be looked for. */
export const checklistRows = checklist.map((row) => ({
  row,
  stems: new Set(readWords(row.words).map(({ stem }) => stem)),
  phrases: new Phrases<true>(row.phrases === '' ? [] : [[true, row.phrases]]),
  anchors: new Set(readWords(row.anchors).map(({ stem }) => stem)),
  topics: new Set(readWords(row.topics).map(({ stem }) => stem)),
}));

export type ReadyRow = (typeof checklistRows)[number];

/** Whether words speak of what a row asks for. */
export const speaksOf = ({ stems, phrases }: ReadyRow, words: readonly Word[]): boolean =>
  words.some(({ stem }) => stems.has(stem)) || phrases.has(words);
