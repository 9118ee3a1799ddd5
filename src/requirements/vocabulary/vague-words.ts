import { Phrases } from './phrases.ts';

/** Why words of a kind cannot be tested, and what to ask so that they can. */
export interface VagueKind {
  readonly name: string;
  /** Ends the sentence `“fast” …`. */
  readonly why: string;
  /** Asks for what is missing; `WORDS` stands for the quoted words. */
  readonly ask: string;
  /** What may be written instead; the blanks are the author's to fill. */
  readonly instead: string;
  /** A quantity of these dimensions near the word makes it measurable. */
  readonly measuredBy: readonly string[];
  /** A statement with one of these words says what is meant. */
  readonly explainedBy?: readonly string[];
  /** `untestable`: no test can fail it. `undecided`: the author says so. `loose`: testable, but its bounds are open. */
  readonly grade: 'untestable' | 'undecided' | 'loose';
  /** Heard only where a goal is stated. */
  readonly onlyInGoals?: boolean;
  /** Meant only where a number follows. */
  readonly onlyBeforeNumber?: boolean;
  /** How much depends on it, added to the weight of a question. */
  readonly weight: number;
}

type Row = readonly [kind: VagueKind, phrases: string];

const SPEED: VagueKind = {
  name: 'speed',
  why: 'names no time',
  ask: 'How many seconds at most does WORDS mean, for which action and under what load?',
  instead: 'within ___ seconds, measured at ___, with ___ users at once',
  measuredBy: ['time'],
  grade: 'untestable',
  weight: 6,
};

const SOON: VagueKind = {
  name: 'urgency',
  why: 'names no date and no time',
  ask: 'By which date, or within what time, does WORDS mean?',
  instead: 'by ___ (date), or within ___ of ___ (event)',
  measuredBy: ['time', 'date'],
  grade: 'untestable',
  weight: 4,
};

const EASE: VagueKind = {
  name: 'ease of use',
  why: 'names no task, no user and no time or number of steps to test it with',
  ask: 'Which task must which user finish, in what time or in how many steps, to show that WORDS is met?',
  instead: '___ (user) finishes ___ (task) in at most ___ minutes or steps, without help',
  measuredBy: ['count'],
  grade: 'untestable',
  weight: 5,
};

const LOOK: VagueKind = {
  name: 'taste',
  why: 'is a matter of taste',
  ask: 'Who decides whether WORDS is met, and by which guideline or example?',
  instead: 'follows ___ (guideline), accepted by ___',
  measuredBy: [],
  grade: 'untestable',
  weight: 0,
};

const QUALITY: VagueKind = {
  name: 'quality',
  why: 'names no failure to survive and no figure',
  ask: 'Which failures must it survive, and which figure (for example share of time available, or errors in a period) would show that WORDS is met?',
  instead: 'available ___ % of a month; after ___ (failure) working again within ___ minutes',
  measuredBy: ['percent', 'time'],
  grade: 'untestable',
  weight: 5,
};

const CAPACITY: VagueKind = {
  name: 'capacity',
  why: 'names no number',
  ask: 'Which number does WORDS mean: how many, how large, at what peak and by when?',
  instead: '___ (number) of ___ at once, at most ___ (size) each',
  measuredBy: ['count', 'size'],
  grade: 'untestable',
  weight: 5,
};

const AMOUNT: VagueKind = {
  name: 'amount',
  why: 'does not say which or how many',
  ask: 'Which ones, or how many, does WORDS mean?',
  instead: 'exactly: ___, ___ and ___',
  measuredBy: ['count', 'percent', 'size'],
  grade: 'loose',
  weight: 2,
};

const FITNESS: VagueKind = {
  name: 'judgement',
  why: 'does not say by which rule, nor who decides',
  ask: 'By which rule is WORDS decided, and who decides it?',
  instead: 'as follows: ___ (rule)',
  measuredBy: [],
  grade: 'untestable',
  weight: 3,
};

const FREQUENCY: VagueKind = {
  name: 'frequency',
  why: 'names no interval',
  ask: 'How often does WORDS mean: after how many hours or days at the latest?',
  instead: 'every ___ hours or days',
  measuredBy: ['period', 'time'],
  grade: 'untestable',
  weight: 3,
};

const EXCEPTION: VagueKind = {
  ...FREQUENCY,
  name: 'unnamed exceptions',
  why: 'does not say when it is otherwise',
  ask: 'In which cases is it otherwise, as WORDS suggests?',
  instead: 'always, except when ___',
  measuredBy: [],
};

const SECURITY: VagueKind = {
  name: 'security',
  why: 'names no threat and no measure',
  ask: 'Against whom or what does WORDS mean, and by which measures?',
  instead: 'only ___ (roles) may ___; ___ is encrypted with ___',
  measuredBy: [],
  explainedBy: (
    'encrypted encrypt encryption tls https ssl aes hash hashed hashing oauth oauth2 saml sso mfa 2fa otp ' +
    'bcrypt argon2 pci gdpr hipaa firewall vpn'
  ).split(' '),
  grade: 'untestable',
  weight: 5,
};

export const OPEN_LIST: VagueKind = {
  name: 'open list',
  why: 'leaves the list open',
  ask: 'What else belongs to the list that ends in WORDS, or is it complete?',
  instead: 'the complete list: ___',
  measuredBy: [],
  grade: 'loose',
  weight: 3,
};

const ESCAPE: VagueKind = {
  name: 'way out',
  why: 'lets it be left out, so that no test can fail',
  ask: 'When may it be left out, as WORDS allows, and who decides that?',
  instead: 'always, except when ___',
  measuredBy: [],
  grade: 'untestable',
  weight: 3,
};

const APPROXIMATE: VagueKind = {
  name: 'approximate number',
  why: 'leaves the bounds of the number open',
  ask: 'Which least and most values does WORDS allow?',
  instead: 'from ___ to ___',
  measuredBy: [],
  grade: 'loose',
  onlyBeforeNumber: true,
  weight: 0,
};

const COMPARISON: VagueKind = {
  name: 'comparison',
  why: 'names neither a figure of today nor a target',
  ask: 'Than what does WORDS mean: which figure is it today, and which must it become?',
  instead: 'from ___ (today) to ___ (target), by ___ (date)',
  measuredBy: ['time', 'percent', 'count', 'size', 'money', 'period'],
  grade: 'untestable',
  weight: 4,
};

const CHANGE: VagueKind = {
  ...COMPARISON,
  name: 'change',
  ask: 'Which figure does WORDS speak of, what is it today, and which value must it reach by when?',
};

const CHANGE_IN_GOALS: VagueKind = { ...CHANGE, onlyInGoals: true };

const FIGURE: VagueKind = {
  name: 'missing figure',
  why: 'names no figure',
  ask: 'Which figure would show that WORDS is met, and how is it measured?',
  instead: '___ (what is measured) is at most or at least ___',
  measuredBy: ['time', 'percent', 'count', 'size', 'money'],
  grade: 'untestable',
  weight: 4,
};

const DEGREE: VagueKind = {
  ...FIGURE,
  name: 'degree',
  why: 'names no degree that could be measured',
  weight: 3,
};

const SCOPE: VagueKind = {
  name: 'ability',
  why: 'does not say what exactly must be possible',
  ask: 'What exactly must be possible for WORDS to be met, and what need not be?',
  instead: '___ (user) can ___ (action) without ___',
  measuredBy: [],
  grade: 'untestable',
  weight: 3,
};

const AVAILABILITY: VagueKind = {
  ...QUALITY,
  name: 'availability',
  why: 'names no share of time',
  ask: 'Which share of a month or year does WORDS mean, and are planned breaks counted?',
  measuredBy: ['percent'],
};

const STANDARD: VagueKind = {
  name: 'unnamed standard',
  why: 'names no document, product or version',
  ask: 'Which ones by name and version does WORDS mean?',
  instead: 'the following: ___ (name and version)',
  measuredBy: [],
  grade: 'untestable',
  weight: 3,
};

export const UNDECIDED: VagueKind = {
  name: 'undecided',
  why: 'is left to be decided',
  ask: 'What is decided where the text says WORDS?',
  instead: '___ (the decision)',
  measuredBy: [],
  grade: 'undecided',
  weight: 5,
};

const DEGREES = ['very', 'extremely', 'highly', 'really', 'exceptionally', 'incredibly'];

const VAGUE: readonly Row[] = [
  [
    SPEED,
    'as fast as possible | as quickly as possible | fast | quick | quickly | rapid | rapidly | speedy | swift | swiftly | snappy | responsive | instant | instantly | instantaneous | instantaneously | immediate | immediately | low latency | real time | realtime | near real time | in no time | without delay | without noticeable delay | performant | high performance | high performing | good performance | perform well | performs well | slow',
  ],
  [
    SOON,
    'soon | asap | as soon as possible | as soon as practicable | as early as possible | promptly | timely | in a timely manner | in a timely fashion | in due course | in due time | in the near future | shortly | without undue delay',
  ],
  [
    EASE,
    'user friendly | userfriendly | customer friendly | intuitive | intuitively | easy | easily | easy to use | simple | simply | straightforward | effortless | effortlessly | convenient | conveniently | self explanatory | usable | good usability | good user experience | great user experience | nice user experience | good ux | great ux | clear and concise | hassle free | painless | friction free | frictionless | easy to understand | easy to learn | understandable | comfortable | comfortably | user friendliness | ease of use',
  ],
  [
    LOOK,
    'friendly | modern | modern looking | nice | nicely | attractive | beautiful | sleek | clean design | clean interface | clean ui | clean look | good looking | great looking | appealing | visually appealing | elegant | fancy | cool | stylish | polished | fresh look | look and feel | professional | professional looking | pretty | engaging | delightful | fun | uncluttered',
  ],
  [
    QUALITY,
    'robust | robustly | reliable | reliably | stable | resilient | fault tolerant | dependable | solid | high quality | good quality | bug free | error free | rock solid | trouble free | trustworthy | well tested | reliability | robustness | stability',
  ],
  [
    CAPACITY,
    'scalable | scale | scales | scalability | scale well | high volume | high volumes | large volume | large volumes | heavy load | high load | high traffic | heavy traffic | large | very large | big | huge | massive | large number of | large numbers of | high number of | many | very many | lots of | a lot of | numerous | hundreds of | thousands of | tens of thousands of | hundreds of thousands of | millions of | dozens of | plenty of | lot of | growing number of',
  ],
  [
    AMOUNT,
    'some | several | few | a few | various | certain | multiple | a number of | a couple of | most | a range of | a variety of | different kinds of | different types of | sufficient | sufficiently | enough | minimal | a small number of | small number of | limited number of | the usual | other relevant | any number of | a majority of | one or more of the following',
  ],
  [
    FITNESS,
    'fair | fairly | appropriate | appropriately | suitable | suitably | proper | properly | reasonable | reasonably | acceptable | adequate | adequately | relevant | sensible | sensibly | meaningful | useful | helpful | gracefully | graceful | as needed | when needed | if needed | where needed | as required | when required | if required | where required | as necessary | if necessary | when necessary | where necessary | all necessary | the necessary | as appropriate | where appropriate | when appropriate | if appropriate | if applicable | where applicable | under normal conditions | under normal load | under normal circumstances | under normal use | under normal operation | good | great | correctly | satisfactory | decent | excellent | well designed | user satisfaction | common sense | clear message | clear messages | clear error message | clear error messages | important information | important data',
  ],
  [
    FREQUENCY,
    'regularly | regular intervals | at regular intervals | on a regular basis | regular basis | regular backups | regular updates | periodically | periodic | frequently | frequent | often | sometimes | occasionally | from time to time | rarely | now and then | up to date | every now and then | constantly | continually',
  ],
  [EXCEPTION, 'usually | normally | generally | typically | as a rule | mostly | in most cases | in general'],
  [
    SECURITY,
    'secure | securely | safe | safely | highly secure | very secure | well protected | privacy friendly',
  ],
  [
    OPEN_LIST,
    'etc | et cetera | and so on | and so forth | and the like | among others | or similar | and similar | and others | or something | and or | and more | including but not limited to | but not limited to | or something similar | something like | something like that | kind of | sort of | things like | stuff | stuff like | and other things | or the like | or so',
  ],
  [
    ESCAPE,
    'if possible | where possible | when possible | wherever possible | whenever possible | if feasible | where feasible | as far as possible | as much as possible | ideally | preferably | if time permits | if time allows | best effort | try to | tries to | attempt to | as far as practicable | if budget allows | where practical | where practicable | if practical',
  ],
  [APPROXIMATE, 'about | around | approximately | approx | roughly | circa | nearly | almost'],
  [
    COMPARISON,
    'better | faster | quicker | easier | simpler | smoother | cheaper | safer | more secure | more reliable | more stable | more efficient | more efficiently | more effective | more easily | more quickly | more intuitive | more modern | more responsive | more convenient | more flexible | more transparent | more often | improved | best | fastest | easiest | best possible | less effort | less time | less work | fewer errors | fewer clicks | happier',
  ],
  [
    CHANGE,
    'improve | improves | improving | enhance | enhances | optimise | optimize | optimised | optimized | optimal | optimally | minimise | minimize | minimised | minimized | maximise | maximize | maximised | maximized | streamline | streamlined | speed up',
  ],
  [
    CHANGE_IN_GOALS,
    'reduce | reducing | decrease | increase | increasing | boost | grow | lower | raise | cut',
  ],
  [
    FIGURE,
    'as * as possible | efficient | efficiently | effective | effectively | lightweight | low cost | cheap | affordable | cost effective | cost efficient | inexpensive | competitive | accurate | accurately | high accuracy | precise | precisely',
  ],
  [DEGREE, DEGREES.map((degree) => `${degree} *`).join('|')],
  [
    SCOPE,
    'flexible | flexibly | flexibility | extensible | adaptable | maintainable | modular | portable | versatile | future proof | powerful | comprehensive | full featured | feature rich | smart | intelligent | intelligently | seamless | seamlessly | smooth | smoothly | customizable | customisable | all kinds of | fully integrated | user centric',
  ],
  [
    AVAILABILITY,
    'always available | available at all times | around the clock | highly available | high availability | always on | minimal downtime | as little downtime as possible',
  ],
  [
    STANDARD,
    'industry standard | industry standards | best practice | best practices | state of the art | modern browsers | modern browser | major browsers | all major browsers | common browsers | common browser | popular browsers | all browsers | latest browsers | common formats | standard formats | usual formats | popular | well known | world class | cutting edge | the latest technology | latest technologies | modern technology | modern technologies | modern devices | all devices | applicable laws | applicable law | applicable regulations | relevant regulations | existing systems | other systems | external systems | third party systems',
  ],
  [
    UNDECIDED,
    'tbd | tbc | tba | to be determined | to be defined | to be decided | to be discussed | to be confirmed | to be specified | to be clarified | to be announced | to be agreed | to be done | not yet decided | not yet defined | not yet clear | not decided yet | not clear yet | undecided | still open | need to clarify | need to decide | have to decide | have to clarify | needs to decide | need to define | need to find out | needs clarification | need clarification | needs to be clarified | must be clarified | must be decided | not sure | unclear | maybe | perhaps | possibly | we will see | pending decision | under discussion',
  ],
];

/** Phrases that hold a vague word and are not vague. */
const PLAIN =
  'nice to have | nice to haves | would be nice | would be great | would be good | would be cool | best regards | kind regards | rich text | smart phone | smart phones | smart watch | smart tv | smart card | most recent | most recently | most important | most common | at most | at the most | the most | how many | as many as | how often | how fast | how quickly | how large | how big | big data | large language model | many to many | one to many | many to one | as soon as | fast food | quick start | safe deposit | multiple choice | fast forward | best before | good morning | goods | quality assurance | quality management | quality check | quality checks | quality control | large screen | large screens | large print | not only | simple mail transfer protocol | so many | as often as | better than nothing | improve on | secure socket | cheap flights | real time clock | unlimited plan | popular posts | stable release | stable version | slow motion | slow query | slow queries | small and medium | if not | about us | about page | no later than | grow bag | cut off | cut off date | scale bar | scale of | on a scale | time scale | large file storage | reduce motion | raise a | raise an | raises a | good friday | cool down | lower case | lower bound | cut and paste | fun run | portable document format | great britain | professional services | professional liability | immediate family';

/** "very fast" is of the kind of "fast". */
const heightened = (phrases: string): string =>
  phrases
    .split('|')
    .filter((phrase) => /^[a-z]+$/.test(phrase.trim()))
    .flatMap((word) => DEGREES.map((degree) => `${degree} ${word.trim()}`))
    .join('|');

/** Every vague phrase with its kind; null for a phrase that is none. */
export const vagueWords = new Phrases<VagueKind | null>([
  [null, PLAIN],
  ...VAGUE.map(([kind, phrases]) => [kind, phrases] as const),
  ...VAGUE.map(([kind, phrases]) => [kind, heightened(phrases)] as const),
]);
