import type { Meaning } from './meanings.ts';

/**
 * Further phrases, which count only where a question is read as one about patterns, runbooks or insights: elsewhere
 * "pattern" or "again" is a word like any other. Written as in `lexicon`.
 */
export const knowledgeLexicon: readonly (readonly [meaning: Meaning, phrases: string])[] = [
  [
    { kind: 'knowledge', of: 'pattern' },
    'pattern | patterns | failure pattern | failure patterns | incident pattern | incident patterns | pattern of incidents | pattern of failures | known pattern | known patterns | recurring | recurring problem | recurring issue | recurring incident | recurring failure | recurring outage | recurring theme | recurring themes | recurrent | recurrent problem | recurrent issue | recurrent incident | repeat offender | repeat offenders | repeat incident | repeat incidents | repeat failure | repeat failures | repeated incidents | repeated failures | repeated problems | repeatedly | =known issues | =known problems | =known failures | chronic | chronic problems | chronic issues | keep break | keep fail | keep going wrong | keeps going down | keep going down | keep crash | keep biting us | keeps biting us | keep hitting us | keep causing trouble | keep causing problems | always break | always fail | break all the time | break most often | breaks most | fail most often | fails most often | go wrong most often | goes wrong most often | again and again | over and over | over and over again | time and again | time after time | same failures | same failure again | same problems | same issues | same mistakes | usual suspects',
  ],
  [
    { kind: 'recurs' },
    'come back | came back | coming back | keep coming back | keeps coming back | keep happening | keeps happening | keep seeing | keep getting | keep having | recur | recurs | recurred | recurrence | reoccur | reoccurs | happen again | happens again | happened again | happening again | back again | repeats itself | repeat itself',
  ],
  [
    { kind: 'knowledge', of: 'runbook' },
    'runbook | runbooks | run book | run books | playbook | playbooks | play book | standard procedure | standard operating procedure | =sop | recovery procedure | emergency procedure | steps for | procedure for | instructions for',
  ],
  [
    { kind: 'knowledge', of: 'insight' },
    'insight | insights | worry about | worry about most | worried about | be worried about | worry me | worry us | be worrying us | be worried | worries | worry | concerned about | be concerned about | be concerned | stands out | stand out | look out for | watch out for | keep an eye on | pay attention to | red flags | warning signs | biggest worries | deserves attention | need our attention | needs our attention | needs attention | need attention',
  ],
  [
    { kind: 'usual' },
    'usually | usual | typical | typically | normally | generally | commonly | most often | mostly | most of the time | often | tend to | tends to | as a rule | each time | every time | all the time | keep | keeps | always | =last times | last few times | last couple of times | previous times | previous few times | past times | past few times | earlier times | other times | times before | in the past | previously | so far',
  ],
  [
    { kind: 'belongs', to: 'pattern' },
    'belong to | belongs to | part of | member of | belong in | fall under | falls under',
  ],
  [
    { kind: 'belongs', to: 'members' },
    'what else belongs | which else | what else | who else | other incidents | other members | the others | the other ones | which others | members | the rest | other incidents belong to | what else belongs to | same pattern',
  ],
  [{ kind: 'pattern status', status: 'emerging' }, 'emerging | new and emerging | upcoming'],
  [{ kind: 'pattern status', status: 'stable' }, 'stable | established'],
  [
    { kind: 'ask', ask: 'similar' },
    '=known issue | =known problem | =known failure | =known error | known bug | known thing | is this new | is it new | anything new | something new | first time we see | first time we have seen | first time this happens | had this already | seen this already | happened already | happened earlier | occurred before | occur before | come up before | came up before | run into this | ran into this | run into | ran into | been here before | familiar | ring a bell | rings a bell | ring any bells | seen something like this | seen something like that | had something like this | had something like that | have we had this | did we have this | have we had that | have we been through this | encountered | come across | came across | precedent | precedents | heard of',
  ],
  [
    { kind: 'ask', ask: 'advice' },
    'what should i do now | what should we do now | what do we do | what do we do now | what do i do now | what would you do | what would you recommend | any advice | any ideas | any suggestions | what next | next step | how do i handle | how do we handle | how to handle | how should i react | how should we react | how do i resolve | how do i deal with | how do we deal with | how to deal with | what is the fix | what can help | what could help | what has helped | what would help | help me with | how do i get out of | how to recover from | how do we recover from | how do i recover from | how can we get rid of | how do we get rid of | how to get rid of | where do i start | where do we start | what steps | which steps',
  ],
  [
    { kind: 'ask', ask: 'trend' },
    'getting more common | getting rarer | getting less frequent | become more frequent | becoming more frequent | becoming less frequent | becoming more common | become more common | becoming rarer | on the rise | picking up | pick up | going up or down | accelerating | increase | decrease | getting out of hand | more and more | more and more often | happening more | happening less | happening more often | happening less often | happen more often | happen less often | happens more often | more often than before | more frequent than before | more than before | less than before | deteriorating | get worse | gotten worse | got worse | getting any better | getting any worse',
  ],
  [
    { kind: 'ask', ask: 'actions' },
    'what did we change | what have we changed | what was changed | what changed | what did we improve | what did we do differently | what did we agree | what did we decide | follow up on',
  ],
  [
    { kind: 'ask', ask: 'fix' },
    'get out of it | got out of it | get it working again | got it working again | fixes it | cleared it up',
  ],
  [{ kind: 'ask', ask: 'cause' }, 'behind | behind it | behind this | sets it off'],
  [
    { kind: 'superlative', by: 'start', direction: 'least' },
    'first one | the first one | first time | the first time | =oldest',
  ],
  [
    { kind: 'superlative', by: 'start', direction: 'most' },
    'last one | the last one | latest one | the latest one | most recent one | last occurrence | the last occurrence | last time this happened | last time it happened | =previous',
  ],
  [
    { kind: 'filler' },
    "after | afterwards | lately | these days | right now | at the moment | now | today | currently | in general | overall | really | still | anything about | around here | like that | like this one | there's | theres | i'm | we're | we've | i've | can't | isn't | it's | follow | follows | following | should follow | use | got | existing | documented | written | about | trouble | stuff | most | top | major | main | common | big | biggest | worst | new | latest | recent | already | please",
  ],
];
