/** A question, or several of one session, and what the last reply must have. */
export interface Phrasing {
  readonly questions: readonly string[];
  /** The incident that the session is bound to. */
  readonly bound?: string;
  readonly says: readonly RegExp[];
  readonly saysNot: readonly RegExp[];
  /** External ids, or types of sources. */
  readonly sources: readonly string[];
  readonly abstains: boolean;
  readonly asksBack: boolean;
}

interface More {
  readonly bound?: string;
  readonly not?: readonly RegExp[];
  readonly src?: readonly string[];
  readonly abstain?: true;
  readonly asksBack?: true;
}

const asked = (
  questions: string | readonly string[],
  says: readonly RegExp[],
  { bound, not = [], src = [], abstain = undefined, asksBack = undefined }: More = {},
): Phrasing => ({
  questions: typeof questions === 'string' ? [questions] : questions,
  ...(bound === undefined ? {} : { bound }),
  says,
  saysNot: not,
  sources: src,
  abstains: abstain === true,
  asksBack: asksBack === true,
});

const GATEWAY = /Gateway certificate expired/;
const ORDERS = /Connection pool exhausted on orders/;
const PARTNER = /Certificate of the partner API rejected/;
const RESTS = { src: ['pattern'] } as const;

/** Asked of the history of `newRecurringHistory`. */
export const phrasings: readonly Phrasing[] = [
  // seen before
  asked('Have we seen this before: orders answer ERR_POOL_TIMEOUT?', [ORDERS, /3 incidents/], RESTS),
  asked('has the gateway certificate expired before', [GATEWAY, /6 incidents/], RESTS),
  asked('Is this a known issue: x509: certificate has expired on edge-gateway', [GATEWAY], RESTS),
  asked('is ERR_POOL_TIMEOUT a known problem?', [ORDERS], RESTS),
  asked('did we ever run into ERR_POOL_TIMEOUT?', [ORDERS], RESTS),
  asked('Have we had an expired gateway certificate before?', [GATEWAY], RESTS),

  asked('Is the gateway certificate expiry something new?', [GATEWAY], RESTS),
  asked('The gateway certificate expired. Does that ring a bell?', [GATEWAY], RESTS),
  asked(
    'Have we seen pool exhaustion on orders before and how did we fix it?',
    [ORDERS, /rolled back/],
    RESTS,
  ),
  asked('have we seen kafka rebalances before?', [], { abstain: true, not: [/Yes/] }),
  asked('Has this happened before?', [/pool/i, /2 incidents besides/], {
    bound: 'INC-27',
    src: ['pattern', 'INC-37'],
  }),
  asked('is this a known issue?', [GATEWAY], { bound: 'INC-31', ...RESTS }),
  asked('did this happen before?', [], { bound: 'INC-60', not: [/Yes, it is one/], abstain: true }),
  // causes
  asked(
    'What usually causes expired gateway certificates?',
    [/A cause is stated for 4 of its 6 incidents/, /renewal job.*3 of these 4/],
    RESTS,
  ),
  asked('why does the gateway certificate keep expiring?', [/4 of its 6/], RESTS),
  asked('What typically causes pool exhaustion on orders?', [ORDERS, /2 of its 3/], RESTS),
  asked('what is usually behind the gateway certificate expiring', [/4 of its 6/], RESTS),
  asked('what are the usual causes of gateway certificate expiry?', [/4 of its 6/], RESTS),
  asked('what usually causes this?', [/4 of its 6/], { bound: 'INC-18', ...RESTS }),
  asked('What usually causes the ADFS outage?', [], { not: [/attern/], abstain: true }),
  asked(
    'what usually triggers connection pool exhaustion on orders in 2026?',
    [/2 of its 2 incidents in 2026/],
    RESTS,
  ),
  // lists
  asked('What are our recurring problems?', [/3 patterns/, GATEWAY, ORDERS, PARTNER], RESTS),
  asked('top patterns', [/3 patterns/, GATEWAY], RESTS),
  asked('what keeps breaking?', [/3 patterns/], RESTS),
  asked(
    'What keeps breaking in 2025?',
    [/in 2025/, /“Gateway certificate expired”.*2 incidents of 6/],
    RESTS,
  ),
  asked('list all known patterns', [/3 patterns/], { not: [/Log disk/], ...RESTS }),
  asked('show me the emerging patterns', [ORDERS, PARTNER], { not: [/stable/], ...RESTS }),
  asked('which stable patterns do we have?', [GATEWAY], { not: [ORDERS], ...RESTS }),
  asked('How many patterns are there?', [/^3 patterns/], RESTS),
  asked('Which problem recurs most?', [GATEWAY], RESTS),
  asked(
    'what are our top 2 recurring issues in the last 90 days?',
    [/2026-08-22/, /2 incidents of 6/, /1 incident of 3/],
    RESTS,
  ),
  asked('any recurring problems on orders-api?', [ORDERS], { not: [GATEWAY], ...RESTS }),
  asked('known issues', [/3 patterns/], RESTS),
  asked('What keeps breaking in 2019?', [], { abstain: true }),
  asked('which patterns are about certificates?', [GATEWAY, PARTNER], { not: [ORDERS], ...RESTS }),
  // advice
  asked(
    'What should I do about the expired gateway certificate?',
    [/Runbook “Gateway certificate expired”/, /new issuer/],
    { src: ['pattern', 'runbook', 'INC-44'] },
  ),
  asked('what should I do now?', [/Runbook/, /certctl/], { bound: 'INC-40', src: ['pattern', 'runbook'] }),
  asked('orders is out of connections, ERR_POOL_TIMEOUT. what do we do?', [ORDERS, /rolled back/], RESTS),
  asked('How do we deal with the pool exhaustion on orders?', [ORDERS, /rolled back/], RESTS),
  asked('any advice?', [/Runbook/], { bound: 'INC-12', ...RESTS }),
  asked('What should I do about ADFS?', [/standby farm/], { not: [/pattern/], src: ['INC-60'] }),
  // fixes
  asked('how did we fix it the last times?', [/new issuer/, /gateway restarted/], {
    bound: 'INC-25',
    ...RESTS,
  }),
  asked(
    'How did we fix the expired gateway certificate the last 2 times?',
    [/new issuer/, /gateway restarted/],
    { not: [/Space was freed/], ...RESTS },
  ),
  asked(
    'what helped the previous times the pool was exhausted on orders?',
    [/rolled back/, /set back to 20/],
    RESTS,
  ),
  asked('what usually resolves pool exhaustion on orders?', [/3 of its 3/, /rolled back/], RESTS),
  // trend
  asked(
    'Is the expired gateway certificate getting worse?',
    [/2 in the past 90 days/, /1 in the 90 days before/],
    RESTS,
  ),
  asked('Are the gateway certificate expiries getting more frequent?', [/90 days/], RESTS),
  asked('is it getting worse?', [/90 days/], { bound: 'INC-44', ...RESTS }),
  asked(
    'Is pool exhaustion on orders on the rise this year?',
    [/2 in 2026 up to now/, /in the 324 days before/],
    RESTS,
  ),
  asked('Are incidents getting more frequent?', [/per month|month/i], { not: [/pattern/] }),
  // after the last one
  asked('what did we change after the last one?', [/Alert 14 days/], { bound: 'INC-12', src: ['INC-44'] }),
  asked('What did we learn from the last expired gateway certificate?', [/nobody watches/], {
    src: ['INC-44'],
  }),
  asked('what action items came out of the last pool exhaustion on orders?', [/Load-test the pool/], {
    src: ['INC-37'],
  }),
  // how often
  asked('How often does the gateway certificate expire?', [/6 times/, /126/], RESTS),
  asked('how often does the orders pool exhaustion come back?', [/3 times/], RESTS),
  asked(
    'How many times has pool exhaustion on orders happened in 2026?',
    [/2 times in 2026|2 incidents/],
    {},
  ),
  asked('how often did the gateway certificate expire in April 2025?', [/0 times in April 2025/], RESTS),
  asked('how often did the gateway certificate expire in 2024?', [/no incidents .*in 2024/], {
    abstain: true,
  }),
  asked(
    'How often has this happened in the past 90 days?',
    [/2 times in the last 90 days|2 times in the past 90 days/],
    { bound: 'INC-18', ...RESTS },
  ),
  // membership
  asked('which pattern does INC-12 belong to?', [GATEWAY, /It shares with them: title \(“made”\)/], {
    src: ['pattern', 'INC-12'],
  }),
  asked('Is INC-37 part of a pattern?', [ORDERS], RESTS),
  asked('What pattern is inc-15 in?', [PARTNER], RESTS),
  asked('which pattern does INC-60 belong to?', [/no pattern/], { abstain: true }),
  asked('does INC-50 belong to a pattern?', [/no pattern/], { abstain: true }),
  asked('what else belongs to it?', [/2026-06-20/], { bound: 'INC-44', ...RESTS }),
  asked(
    ['Which pattern does INC-12 belong to?', 'what else belongs to it?'],
    [/2026-11-02/, /2025-08-03/],
    RESTS,
  ),
  asked('does this belong to a known pattern?', [ORDERS], { bound: 'INC-20', ...RESTS }),
  // runbooks
  asked('do we have a runbook for KubePodCrashLooping?', [/KubePodCrashLooping/, /failing probe/], {
    src: ['runbook'],
  }),
  asked('the runbook for KubePodCrashLooping', [/failing probe/], { src: ['runbook'] }),
  asked('Do we have a runbook for the expired gateway certificate?', [/new issuer/, /certctl/], {
    src: ['runbook'],
  }),
  asked('is there a runbook for CertificateEndsSoon', [/certctl/], { src: ['runbook'] }),
  asked('Which runbook should I follow?', [/new issuer/], { bound: 'INC-40', src: ['runbook'] }),
  asked('do we have a runbook for DNS?', [/no runbook/], { abstain: true }),
  asked('list our runbooks', [/4 runbooks/, /Cleaning log disks/], { src: ['runbook'] }),
  asked('how many runbooks are there?', [/4 runbooks/], { src: ['runbook'] }),
  asked('do we have a runbook for log disks?', [/Cleaning log disks/], {
    not: [/drafted/],
    src: ['runbook'],
  }),
  asked('How many incidents mention the runbook?', [/1 incident/], { src: ['INC-62'] }),
  // insights
  asked('any insights?', [/come more often/, /Orders spends/], { not: [/Log disks/, /Search costs/] }),
  asked('what should we worry about this month?', [/come more often/, /in November 2026/], {
    not: [/Orders spends/],
  }),
  asked('any performance insights?', [/Orders spends/], { not: [/come more often/] }),
  asked('critical insights', [/come more often/], { not: [/Orders spends/] }),
  asked('any insights about orders-api?', [/Orders spends/], { not: [/come more often/] }),
  asked('anything we should be worried about?', [/come more often/]),
  asked('any insights for 2024?', [], { abstain: true }),
  // follow-ups
  asked(['Have we seen expired gateway certificates before?', 'and the runbook?'], [/new issuer/], {
    src: ['runbook'],
  }),
  asked(['Have we seen expired gateway certificates before?', 'when was the last one?'], [/2026-11-02/], {
    src: ['INC-44'],
  }),
  asked(
    ['Have we seen expired gateway certificates before?', 'which services did it hit?'],
    [/mobile-api: 1/],
    RESTS,
  ),
  asked(
    ['Have we seen expired gateway certificates before?', 'show its incidents'],
    [/6 incidents/, /2025-02-10/],
    { src: ['INC-12', 'INC-44'] },
  ),
  asked(['Have we seen expired gateway certificates before?', 'is it getting worse?'], [/90 days/], RESTS),
  asked(
    ['Have we seen expired gateway certificates before?', 'what usually causes it?'],
    [/4 of its 6/],
    RESTS,
  ),
  asked(
    ['Have we seen expired gateway certificates before?', 'how many in 2026?'],
    [/4 (times|incidents)/],
    {},
  ),
  asked(
    ['Have we seen expired gateway certificates before?', 'when was the last one?', 'how was it fixed?'],
    [/new issuer/],
    { not: [/gateway restarted/], src: ['INC-44'] },
  ),
  asked(
    ['Have we seen expired gateway certificates before?', 'what did we change after the last one?'],
    [/Alert 14 days/],
    {},
  ),
  asked(
    ['Have we seen expired gateway certificates before?', 'how long does it usually take to recover?'],
    [/60 minutes/],
    RESTS,
  ),
  asked(
    ['Have we seen expired gateway certificates before?', 'How many incidents were there in 2025?'],
    [/^\d+ incidents in 2025/],
    { not: [/pattern/] },
  ),
  asked(
    ['What are our recurring problems?', 'what usually causes the second one?'],
    [ORDERS, /2 of its 3/],
    RESTS,
  ),
  asked(['What are our recurring problems?', 'and in 2025?'], [/2025/, /3 patterns/], RESTS),
  asked(['How often does the gateway certificate expire?', 'and in 2025?'], [/2 times in 2025/], RESTS),
  asked(['What usually causes certificate problems?', 'Gateway certificate expired'], [/4 of its 6/], RESTS),
  // others
  asked('Which incident was the longest in 2026?', [/75 minutes/], { not: [/pattern/] }),
  asked('What was the impact of the regex pattern crash?', [], {
    not: [/pattern of recurring/],
    abstain: true,
  }),
  asked('What caused the recurring billing job to charge twice?', [/lock was lost/], { src: ['INC-61'] }),
  asked('How many recurring billing incidents were there?', [], { not: [/patterns with/], abstain: true }),
  asked('tell me about the gateway certificate pattern', [GATEWAY, /6 incidents/], RESTS),
  asked('How many incidents of the gateway certificate pattern were there in 2026?', [/4 incidents/], {}),

  // written before the words that are read were chosen
  asked(
    ['We get x509 errors because the gateway certificate ran out. Is this a known issue?'],
    [/Gateway certificate expired/, /6 (times|incidents)/],
    { src: ['pattern', 'INC-44'] },
  ),
  asked(
    ['Has orders-api run out of database connections before?'],
    [/Connection pool exhausted on orders/, /emerging/],
    { src: ['pattern', 'INC-37'] },
  ),
  asked(
    ['Which failures come back again and again?'],
    [/Gateway certificate expired/, /Connection pool exhausted/],
    { not: [/Log disk/], src: ['pattern'] },
  ),
  asked(['top 3 recurring failures this year'], [/Gateway certificate expired.*4 incidents/, /2026-01-01/], {
    src: ['pattern'],
  }),
  asked(['What keeps going wrong at edge-gateway?'], [/Gateway certificate expired/], {
    not: [/pool exhausted/],
    src: ['pattern'],
  }),
  asked(
    ['How many times did the gateway certificate expire in the last 90 days?'],
    [/\b2 (times|incidents)/, /2026-08-2/],
    { src: ['INC-44', 'INC-40'] },
  ),
  asked(
    ['Is the gateway certificate problem becoming more frequent?'],
    [/Gateway certificate expired/, /90 days/, /\b2\b/],
    { src: ['pattern'] },
  ),
  asked(
    ['What normally triggers the pool exhaustion on orders?'],
    [/Connection pool exhausted on orders/, /2 of (the |its )?3/],
    { src: ['pattern', 'INC-37'] },
  ),
  asked(
    ['what did we do the last few times the gateway certificate expired?'],
    [/moved to the new issuer/, /renewed and the gateway restarted/],
    { src: ['pattern', 'INC-44', 'INC-40'] },
  ),
  asked(['What did we change after the last gateway certificate incident?'], [/Alert 14 days before/], {
    src: ['INC-44'],
  }),
  asked(['Does INC-25 belong to a pattern?'], [/Gateway certificate expired/, /Yes/], {
    src: ['pattern', 'INC-25'],
  }),
  asked(['Which other incidents are in the same pattern as INC-25?'], [/2026-11-02/, /2025-02-10/], {
    src: ['pattern', 'INC-44', 'INC-12'],
  }),
  asked(['is there a playbook for pod crash looping'], [/KubePodCrashLooping/, /last log lines/], {
    src: ['runbook'],
  }),
  asked(['runbook for expired gateway certificate please'], [/Gateway certificate expired/, /new issuer/], {
    src: ['runbook'],
  }),
  asked(['any new insights for November?'], [/Expired gateway certificates come more often/], {
    not: [/Log disks/, /Search costs/],
  }),
  asked(['what should worry us right now?'], [/Expired gateway certificates come more often/], {
    not: [/Log disks/, /Search costs/],
  }),
  asked(['has this happened before?'], [/Gateway certificate expired/, /\b5\b/], {
    bound: 'INC-44',
    src: ['pattern', 'INC-40'],
  }),
  asked(['what usually fixes it?'], [/Gateway certificate expired/, /renewed and the gateway restarted/], {
    bound: 'INC-44',
    src: ['pattern', 'INC-40'],
  }),
  asked(['is it happening more often?'], [/90 days/], { bound: 'INC-44', src: ['pattern'] }),
  asked(['got a runbook for this?'], [/new issuer/], { bound: 'INC-44', src: ['runbook'] }),
  asked(['Have we seen expired gateway certificates before?', 'when was the first one?'], [/2025-02-10/], {
    src: ['INC-12'],
  }),
  asked(
    ['Have we seen expired gateway certificates before?', 'which services?'],
    [/edge-gateway/, /mobile-api/],
    { src: ['pattern'] },
  ),
  asked(['Are there patterns around DNS?'], [], { abstain: true }),
  asked(['Have we seen log disks filling up before?'], [/Log disk filled up on worker/], {
    not: [/pattern/i],
    src: ['INC-52'],
  }),
  asked(['What usually causes certificate trouble?'], [/Gateway certificate expired/, /partner API/], {
    asksBack: true,
  }),
  asked(['How often does the partner API certificate get rejected?'], [/\b2 (times|incidents)/], {
    src: ['INC-33', 'INC-15'],
  }),
  asked(['any security insights?'], [], { abstain: true }),
  asked(
    ['How long does it usually take to recover from the pool exhaustion on orders?'],
    [/40 minutes|36\.7 minutes/],
    { src: ['INC-37'] },
  ),
  asked(['What caused the ADFS outage?'], [/power supply/], { not: [/pattern/i], src: ['INC-60'] }),
  asked('What are the repeat offenders this quarter?', [GATEWAY, /2026-10-01/], {
    src: ['pattern'],
    not: [ORDERS],
  }),
  asked('Our gateway cert has run out again, what now?', [/new issuer|restarted/], { src: ['INC-44'] }),
  asked('what problems do we see over and over?', [GATEWAY, ORDERS], RESTS),
  asked('Which service is hit most by the gateway certificate pattern?', [/edge-gateway/], RESTS),
  asked('When did we last have an exhausted connection pool on orders?', [/2026-08-30/], { src: ['INC-37'] }),
  asked('When did the gateway certificate first expire?', [/2025-02-10/], { src: ['INC-12'] }),
  asked('Is there anything in common between the gateway certificate incidents?', [], {}),
  asked('how frequently do we exhaust the pool on orders', [/3 times/], RESTS),
  asked('are pool exhaustions on orders increasing?', [ORDERS, /90 days/], RESTS),
  asked('Tell me what usually fixes an exhausted connection pool on orders', [/rolled back/], RESTS),
  asked('is INC-61 a recurring problem?', [/no pattern/], { abstain: true }),
  asked('Is INC-20 a recurring problem?', [ORDERS], RESTS),
  asked('give me the steps for KubePodCrashLooping', [/failing probe/], { src: ['runbook'] }),
  asked('Where is the playbook for expired gateway certificates?', [/certctl/], { src: ['runbook'] }),
  asked('how to handle pod crash loops? do we have a runbook?', [/failing probe/], { src: ['runbook'] }),
  asked('What stands out in our incidents lately?', [/come more often/]),
  asked('which insights concern edge-gateway?', [/come more often/], { not: [/Orders spends/] }),
  asked('Should I be worried about orders-api?', [/Orders spends/], {}),
  asked('seen this already?', [ORDERS], { bound: 'INC-37', src: ['pattern'] }),
  asked('how many times has this happened?', [/3 times/], { bound: 'INC-37', src: ['pattern'] }),
  asked('when did this happen last?', [/2026-03-05|2026-08-30/], { bound: 'INC-37' }),
  asked('what did we do about it the other times?', [/set back to 20/], {
    bound: 'INC-37',
    src: ['pattern'],
  }),
  asked('why does this keep happening?', [/stated for 2 of its 3|2 of its 3/], {
    bound: 'INC-37',
    src: ['pattern'],
  }),
  asked('what caused it?', [/v4\.9 leaked/], { bound: 'INC-37', not: [/pattern/] }),
  asked(['What keeps breaking?', 'tell me more about the first one'], [GATEWAY, /6 incidents/], RESTS),
  asked(['What keeps breaking?', 'do we have a runbook for the first one?'], [/new issuer/], {
    src: ['runbook'],
  }),
  asked(['Have we seen pool exhaustion on orders before?', 'list them'], [/2025-09-01/], { src: ['INC-20'] }),
  asked(
    ['Have we seen pool exhaustion on orders before?', 'how long did they take on average?'],
    [/36\.7/],
    RESTS,
  ),
  asked(
    ['Have we seen pool exhaustion on orders before?', 'what about the gateway certificate?'],
    [GATEWAY],
    RESTS,
  ),
  asked(['Have we seen pool exhaustion on orders before?', 'thanks'], [/welcome/], {}),
  // a window holds for all that is told
  asked('Have we seen gateway certificate problems in 2025?', [/2 incidents in 2025/], {
    not: [/\(2026-/],
    src: ['pattern', 'INC-18'],
  }),
  asked('which of our recurring problems took the longest?', [], { not: [/patterns with/], abstain: true }),
  asked('what keeps breaking on the moon?', [/“moon”/], { abstain: true }),
  asked('How many SEV1 incidents happened in 2026?', [/^4 incidents with severity SEV1/], {
    not: [/pattern/],
  }),
  asked('When did INC-12 happen?', [/2025-02-10/], { not: [/pattern/], src: ['INC-12'] }),
];
