import type { Meaning } from './meanings.ts';

/**
 * The analyst's vocabulary: phrases and what they say. Words match by their stem; `=word` matches that form only.
 * The longest phrase wins; one phrase may have several meanings, and its neighbours decide which is meant.
 */
export const lexicon: readonly (readonly [meaning: Meaning, phrases: string])[] = [
  // What is asked
  [
    { kind: 'ask', ask: 'count' },
    'no of | hw many | how many | how many were | how many are | how many involved | how many had | how many of | how many did | number of | count | what number of | amount of',
  ],
  [{ kind: 'ask', ask: 'how often' }, 'how often | how frequently | how many times'],
  [
    { kind: 'ask', ask: 'list' },
    'which were | which are | which involved | which had | which one | =which ones | list | =show | show me | give me | which | enumerate | name all | find | display | what are | what were',
  ],
  [
    { kind: 'ask', ask: 'exists' },
    'is there | are there | was there | were there | have there been | has there been | did we ever | have we ever had | have we had | do we have | did any | any',
  ],
  [
    { kind: 'ask', ask: 'share' },
    'what percentage | percentage of | what share | share of | proportion of | what proportion | fraction of | what fraction | percent of | what percent | %',
  ],
  [
    { kind: 'ask', ask: 'compare' },
    'compare | =versus | =vs | compared to | compared with | in comparison | comparison | difference between | comparing',
  ],
  [
    { kind: 'ask', ask: 'trend' },
    'over the years | over the months | improve | improved | better or worse | trend | over time | getting worse | getting better | getting more frequent | increasing | decreasing | rising | going up | going down | improving | more frequent | less frequent | more often | less often | evolved | evolution | develop over',
  ],
  [
    { kind: 'ask', ask: 'summary' },
    'what happend | what happend with | what happend at | wat happened | wat happend | wat hapened | what hapened | whats up with | what is this about | what happened | what happened with | what happened to | what happened at | what happened during | what went wrong | what is wrong | summarise | summarize | summary of | tell me about | tell me more | tell me more about | describe | explain | details of | details about | details on | more about | more details | what about | what do we know about | what do you know about | what was | what is | give me details | give me a summary | overview of',
  ],
  [
    { kind: 'ask', ask: 'cause' },
    'what caused | cause | causes | caused | root cause | root causes | why did | why was | why were | why is | why are | why do | =why | reason for | reason | reasons | what led to | contributing factors | contributing factor | responsible for | what is behind | what was behind | how come | underlying cause | source of | =blame',
  ],
  [{ kind: 'ask', ask: 'trigger' }, 'trigger | triggered | what triggered | set off | what set off'],
  [
    { kind: 'ask', ask: 'fix' },
    'do to fix | did to fix | done to fix | do to resolve | do about | done about | did about | how was fixed | how fixed | fix | fixed | fixes | how resolved | resolve | resolved | resolution | solved | solution | solve | mitigate | mitigated | mitigation | remediated | remediation | remedy | repaired | how did we recover | restored | what was done | what did we do | what was done about | what helped | workaround | how did they fix | addressed | brought back',
  ],
  [
    { kind: 'ask', ask: 'impact' },
    '=impact | =impacts | effect | effects | consequence | consequences | what broke | blast radius | who was affected | who is affected | who was hit | what was affected | which customers were affected | how bad | how bad was | damage',
  ],
  [
    { kind: 'ask', ask: 'when' },
    '=when | what date | which date | what day | on what date | when did | when was | start date | what time | at what time | date of | when exactly',
  ],
  [{ kind: 'ask', ask: 'end' }, 'when did end | ended | =over yet | end date | what time did end'],
  [
    { kind: 'ask', ask: 'how long' },
    'how long | how quickly | how fast | how soon | how rapidly | how much time | how many minutes | how many hours | how many days | for how long | length of',
  ],
  [
    { kind: 'ask', ask: 'how detected' },
    'how detected | how was detected | how did we find out | how did we notice | how was noticed | how did we detect | how was discovered | who noticed | who detected | who reported | noticed | detected | discovered | spotted | find out',
  ],
  [
    { kind: 'ask', ask: 'actions' },
    'action items | action item | corrective actions | follow-up actions | actions were taken | actions did we take | actions taken | follow-ups | follow ups | follow-up | next steps | todo | to-dos | what was agreed | preventive measures | prevent | prevention | what did we change',
  ],
  [
    { kind: 'ask', ask: 'lessons' },
    'lessons learned | lessons | lesson | what did we learn | takeaways | learnings | learn from',
  ],
  [
    { kind: 'ask', ask: 'timeline' },
    'timeline | chronology | sequence of events | step by step | course of events | order of events',
  ],
  [
    { kind: 'ask', ask: 'url' },
    '=url | =link | source url | where can i read | where can we read | link to | post-mortem link | web page',
  ],
  [
    { kind: 'ask', ask: 'which incident' },
    'which incident | which outage | what incident | what outage | which postmortem | what other incidents | which other incidents',
  ],
  [
    { kind: 'ask', ask: 'similar' },
    'have we seen | seen before | seen this before | similar | similar to | like this | happened before | ever seen | did we see | has happened before | have we ever seen | seen anything like | looks like | related incidents | resemble | same thing | this before | had this before | did this happen before',
  ],
  [
    { kind: 'ask', ask: 'advice' },
    'what should i do | what should we do | what do i do | what to do | how do i fix | how do we fix | how can i fix | how can we fix | how should i | how should we | how to fix | how to resolve | what can i do | what can we do | what to try | what to check | how would i fix | how do i resolve | how do we resolve | what now | please advise | what helps',
  ],
  [
    { kind: 'ask', ask: 'greeting' },
    '=hello | =hi | =hey | good morning | good evening | good afternoon | =hiya | =howdy | =greetings',
  ],
  [{ kind: 'ask', ask: 'thanks' }, 'thanks | thank you | =cheers | =thx | great thanks'],
  [
    { kind: 'ask', ask: 'help' },
    'what can you do | what can i ask | help | how do you work | how does this work | who are you | what are you | what questions | how can you help',
  ],
  [
    { kind: 'ask', ask: 'overview' },
    'which labels | what labels | which fields | what fields | labels are there | fields are there | what can i filter | filter by | what can you filter | which labels are there | what fields can i filter by | what fields are there | what do you know | what data do you have | what data is there | what is in the data | what history do you have | what do you have | what period | what time range | what time span | which period',
  ],

  // Figures
  [
    { kind: 'aggregate', aggregate: 'mean' },
    'average | mean | on average | =avg | typical | typically | averagely',
  ],
  [{ kind: 'aggregate', aggregate: 'median' }, 'median | p50'],
  [
    { kind: 'aggregate', aggregate: 'sum' },
    'total | in total | sum | together | all together | cumulative | altogether | combined | overall | summed | total amount of | in all',
  ],
  [{ kind: 'aggregate', aggregate: 'max' }, 'maximum | =max'],
  [{ kind: 'aggregate', aggregate: 'min' }, 'minimum | =min'],
  [
    { kind: 'aggregate', aggregate: 'sum', measure: 'duration' },
    'downtime | total downtime | how much downtime',
  ],
  [
    { kind: 'aggregate', aggregate: 'mean', measure: 'recovery' },
    '=mttr | mean time to recovery | mean time to recover | mean time to resolution | mean time to resolve | mean time to repair | mean time to restore | average time to recovery | average time to recover | average time to resolve | average time to resolution | average time to fix | average recovery time | mean recovery time',
  ],
  [
    { kind: 'aggregate', aggregate: 'mean', measure: 'detection' },
    '=mttd | mean time to detection | mean time to detect | average time to detection | average time to detect | average detection time | mean detection time',
  ],
  [
    { kind: 'superlative', by: 'duration', direction: 'most' },
    'longest | longest running | longest lasting | lasted longest | lasted the longest | took longest | took the longest',
  ],
  [{ kind: 'superlative', by: 'duration', direction: 'least' }, 'shortest | briefest | lasted the shortest'],
  [
    { kind: 'superlative', by: 'recovery', direction: 'most' },
    'longest to recover | longest to resolve | longest to fix | longest to restore | longest to mitigate | longest time to recover | longest time to recovery | longest time to resolve | longest recovery | longest recovery time | longest to be resolved | longest to be fixed | slowest | slowest recovery | slowest to recover | slowest to resolve | slowest to fix | highest mttr | worst mttr | highest time to recovery | recovered slowest',
  ],
  [
    { kind: 'superlative', by: 'recovery', direction: 'least' },
    'shortest to recover | shortest time to recover | shortest time to recovery | shortest time to resolve | shortest recovery | shortest recovery time | fastest | quickest | fastest recovery | fastest to recover | quickest to recover | quickest recovery | resolved fastest | resolved quickest | resolved most quickly | fixed fastest | fixed quickest | fastest to resolve | quickest to resolve | quickest to fix | lowest mttr | best mttr | recovered fastest',
  ],
  [
    { kind: 'superlative', by: 'detection', direction: 'most' },
    'longest to detect | longest time to detect | longest time to detection | longest to be detected | longest to notice | longest to be noticed | slowest to detect | slowest detection | slowest to be detected | longest undetected | went undetected longest | went undetected the longest | longest unnoticed | highest mttd',
  ],
  [
    { kind: 'superlative', by: 'detection', direction: 'least' },
    'fastest to detect | fastest detected | quickest to detect | quickest detected | fastest detection | quickest detection | detected fastest | detected quickest | shortest time to detect | shortest time to detection | lowest mttd',
  ],
  [
    { kind: 'superlative', by: 'start', direction: 'least' },
    '=first | earliest | oldest | very first | first ever',
  ],
  [
    { kind: 'superlative', by: 'start', direction: 'most' },
    '=last | =latest | most recent | most recently | newest | =recent | recently | last time | very last',
  ],
  [
    { kind: 'rank', direction: 'most' },
    'most | most common | most frequent | most frequently | most often | most commonly | most of | commonest | top | highest | highest number of | largest number of | largest | biggest | busiest | worst | greatest | maximum number of | more than any | dominant | =leading | common | frequent | frequently | usually | usual | main | hit hardest | affected most | most affected | most prone',
  ],
  [
    { kind: 'rank', direction: 'least' },
    'least | fewest | least common | least frequent | least often | rarest | lowest | smallest | quietest | lowest number of | smallest number of',
  ],
  [
    { kind: 'measure', measure: 'duration' },
    'duration | durations | length | lengths | =last | =lasted | =lasting | =lasts | took | =take | =takes | =taking | outage time | long',
  ],
  [
    { kind: 'measure', measure: 'recovery' },
    'time to recovery | time to recover | time to resolution | time to resolve | time to repair | time to restore | time to fix | recovery time | recovery times | resolution time | to recover | to resolve | to be resolved | to fix | to be fixed | to restore | recover | recovery | =ttr | to recover from | take to resolve | take to recover | take to fix',
  ],
  [
    { kind: 'measure', measure: 'detection' },
    'time to detection | time to detect | detection time | detection times | detection delay | to detect | to be detected | to notice | to be noticed | detection | =ttd | undetected | unnoticed | take to detect | take to notice',
  ],
  [
    { kind: 'comparison', comparison: 'over' },
    'more than | longer than | over | exceeding | exceeded | greater than | above | =beyond | upwards of | in excess of',
  ],
  [{ kind: 'comparison', comparison: 'at least' }, 'at least | no less than | not less than | minimum of'],
  [
    { kind: 'comparison', comparison: 'under' },
    'less than | shorter than | under | below | fewer than | quicker than | faster than | in under | in less than',
  ],
  [
    { kind: 'comparison', comparison: 'at most' },
    'at most | no more than | not more than | within | up to | no longer than | maximum of',
  ],
  [{ kind: 'comparison', comparison: 'exactly' }, 'exactly | precisely'],

  // Fields of a record
  [
    { kind: 'field', field: 'start' },
    'start time | start date | starting time | begin time | date | dates | started at',
  ],
  [
    { kind: 'field', field: 'end' },
    '=end | end time | end date | ending time | resolved at | resolution date',
  ],
  [{ kind: 'field', field: 'summary' }, 'summary'],
  [{ kind: 'field', field: 'root_cause' }, 'root cause | root causes'],
  [{ kind: 'field', field: 'trigger' }, 'trigger'],
  [{ kind: 'field', field: 'impact' }, '=impact'],
  [{ kind: 'field', field: 'resolution' }, 'resolution'],
  [{ kind: 'field', field: 'lessons' }, 'lessons learned | lessons'],
  [{ kind: 'field', field: 'timeline' }, 'timeline'],
  [{ kind: 'field', field: 'action_items' }, 'action items | action item'],
  [{ kind: 'field', field: 'url' }, 'url | link | source url'],
  [
    { kind: 'missing' },
    "w/o | lacking | without | without a | without any | lack | lacking | missing | no known | has no | have no | had no | with no | with unknown | unknown | not recorded | is not known | are not known | not known | no recorded | do not have | does not have | did not have | don't have | doesn't have | not stated | unrecorded | unspecified | not specified | undocumented",
  ],
  [
    { kind: 'present' },
    'with a known | with known | with a recorded | with recorded | that have a | having a | have a | has a | with a',
  ],
  [
    { kind: 'tagged' },
    'tagged | tagged with | tag | tags | labelled | labeled | label | labels | categorised as | categorized as | classified as | marked as | marked | flagged as | categorised | categorized | classified',
  ],

  // Subjects and time
  [
    { kind: 'incident' },
    'ticket | tickets | incident | incidents | outage | outages | post-mortem | post-mortems | postmortem | postmortems | event | events | disruption | disruptions | incident report | incident reports | incident record | incident records',
  ],
  [
    { kind: 'incident like' },
    'failure | failures | issue | issues | problem | problems | accident | accidents | crash | crashes | alert | alerts | interruption | interruptions | breakage | degradation',
  ],
  [{ kind: 'time unit', unit: 'year' }, 'year | years | yearly | annually | annual | per annum'],
  [{ kind: 'time unit', unit: 'quarter' }, 'quarter | quarters | quarterly'],
  [{ kind: 'time unit', unit: 'month' }, 'month | months | monthly'],
  [
    { kind: 'time unit', unit: 'calendar month' },
    'calendar month | calendar months | month of the year | months of the year',
  ],
  [{ kind: 'time unit', unit: 'week' }, 'week | weeks | weekly'],
  [{ kind: 'time unit', unit: 'day' }, 'day | days | daily'],
  [
    { kind: 'time unit', unit: 'weekday' },
    'weekday | weekdays | what day of the week | which day of the week | day of the week | days of the week | day of week | what weekday',
  ],
  [{ kind: 'time unit', unit: 'hour' }, 'hour of the day | hour of day | time of day | hours of the day'],
  [{ kind: 'weekday', days: [1] }, '=monday | =mondays'],
  [{ kind: 'weekday', days: [2] }, '=tuesday | =tuesdays'],
  [{ kind: 'weekday', days: [3] }, '=wednesday | =wednesdays'],
  [{ kind: 'weekday', days: [4] }, '=thursday | =thursdays'],
  [{ kind: 'weekday', days: [5] }, '=friday | =fridays'],
  [{ kind: 'weekday', days: [6] }, '=saturday | =saturdays'],
  [{ kind: 'weekday', days: [7] }, '=sunday | =sundays'],
  [{ kind: 'weekday', days: [1, 2, 3, 4, 5] }, 'on a weekday | on weekdays | during the week'],
  [{ kind: 'weekday', days: [6, 7] }, 'on weekends | weekend | weekends'],
  [
    { kind: 'unsupported' },
    'next outage | next incident | next time | predict | forecast | in the future | will happen | going to happen | time to mitigate | time to mitigation | second longest | third longest | percentile | p95 | p99 | p90 | at night | overnight | night | nights | in the morning | morning | mornings | evening | evenings | afternoon | afternoons | daytime | business hours | office hours | working hours | holiday | holidays | public holidays',
  ],
  [
    { kind: 'each' },
    '=per | =by | each | every | grouped by | broken down by | breakdown by | break down by | split by | breakdown of | distribution of | distribution across | across | for each | for every | by each | group by',
  ],

  // Structure
  [
    { kind: 'negation' },
    "not | neither | nor | except | except for | aside from | besides | bar | excluding | other than | apart from | besides | are not | were not | is not | was not | aren't | weren't | isn't | wasn't | not in | outside of | but not | exclude",
  ],
  [
    { kind: 'mention', within: 'anywhere' },
    'mention | mentions | mentioning | mentioned | about | involving | involve | involved | related to | relate to | relating to | refer to | referring to | contain | containing | concerning | regarding | talk about | to do with | featuring | include the word | contain the word | with the word',
  ],
  [
    { kind: 'mention', within: 'cause' },
    'caused by | due to | because of | triggered by | attributed to | resulted from | resulting from | as a result of | were caused by | set off by | was caused by | blamed on | stemming from',
  ],
  [{ kind: 'measure', measure: 'duration' }, '=longer | =shorter'],
  [{ kind: 'weigh' }, '=more | =fewer | =less | =longer | =shorter | =worse | =better | =higher | =lower'],
  [{ kind: 'both' }, 'both'],
  [{ kind: 'or' }, '=or | either'],
  [{ kind: 'and' }, '=and | as well as | and also | =plus | &'],
  [{ kind: 'than' }, '=than'],
  [
    { kind: 'reference', to: 'set' },
    '=their | =theirs | of those | of these | of them | among those | among these | among them | those | these | them | from those | they | the ones | those incidents | these incidents | those ones',
  ],
  [
    { kind: 'reference', to: 'focus' },
    '=it | =its | this incident | that incident | this outage | that outage | this one | that one | the incident | the outage | this | that | the same incident | same one | this problem | this issue | that issue',
  ],
  [
    { kind: 'ellipsis' },
    'how many were | which were | how many are | which are | how many involved | which involved | how many had | which had | how many of | which one | =which ones | how many did',
  ],
  [{ kind: 'ordinal', position: 1 }, 'first one | the first one | number one | 1st one'],
  [{ kind: 'ordinal', position: 2 }, 'second one | the second one | the second | 2nd one | the other one'],
  [{ kind: 'ordinal', position: 3 }, 'third one | the third one | the third | 3rd one'],
  [{ kind: 'ordinal', position: -1 }, 'last one | the last one'],
  [
    { kind: 'continuation' },
    'and in | and for | and what about | what about | how about | and how about | same for | the same for | and | and with | now | only | what about the | and the | but | but in | but for | or',
  ],
  [
    { kind: 'soft' },
    'history | data | dataset | system | kind | kinds | type | types | sort | sorts | value | values | number | numbers | figure | figures | time | times | name | names | case | company | whole',
  ],
  [
    { kind: 'filler' },
    "=impacted | =impacting | opened | =used | people | acted | so far | have a | has a | had a | having a | with a | that have a | in hours | in minutes | in days | in seconds | didn't | doesn't | until | till | long | so | affect | affected | affecting | hit | experience | experienced | suffer | suffered | face | faced | report | reported | record | recorded | logged | documented | known | responsible | named | called | associated | assigned | belong | belonging | anything | something | thing | things | aside | single | calendar | occured | happend | hapened | page | paged | pages | bring | brought | the | a | an | handle | handled | handles | manage | managed | deal with | dealt with | worked on | in use | are used | many | much | few | lots | very | of | in | on | at | to | for | from | with | by | as | is | are | was | were | be | been | being | am | do | does | did | done | have | has | had | having | i | we | you | us | our | ours | my | your | me | his | he | she | who | whom | will | would | could | can | may | might | must | shall | should | please | kindly | just | also | so | then | there | here | what | where | how | tell | know | say | see | seen | look | looking | get | got | getting | go | went | come | came | make | made | happen | happens | happened | happening | occur | occurs | occurred | occurring | occurrence | occurrences | take place | took place | ever | actually | really | currently | so far | to date | all time | up to now | until now | till now | all | entire | full | every | each | some | more | during | into | out | off | between | about | if | it's | that's | what's | whats | who's | let's | let | want | need | find | give | show | ask | question | answer | exist | exists | available | same | different | distinct | unique | various | =several | else | other | another | one | ones | which | start | started | starts | begin | began | own | back | up | that | this | than | still | yet | again | already | ok | okay | well | yes | yeah | no | right | sure | hmm | oh | given | such | type of | types of | kind of | kinds of | sort of | in our | at all | per | like | exactly | before",
  ],
];
