import { Phrases } from './phrases.ts';

/** What a heading or a label says of the lines under it. */
export type Section =
  | 'goal'
  | 'measure'
  | 'requirement'
  | 'constraint'
  | 'excluded'
  | 'open'
  | 'background'
  | 'people';

export const sectionWords = new Phrases<Section>([
  [
    'excluded',
    "not now | later | not yet | someday | deferred | parking lot | future | future work | phase 2 | next phase | out of scope | not in scope | non goals | non goal | exclusions | excluded | what we will not do | not included | won't have | wont have | not part of this | will not be done | not doing | out of scope for",
  ],
  [
    'open',
    'open questions | open question | open issues | open points | unresolved | questions | tbd | to be clarified | to clarify | undecided',
  ],
  [
    'goal',
    'goal | goals | objective | objectives | purpose | vision | mission | aim | aims | motivation | why | outcome | outcomes | business value | business case | intent | business goals | business goal | benefits | what we want to achieve',
  ],
  [
    'measure',
    'success metrics | success metric | success criteria | success criterion | measures of success | measure of success | kpi | kpis | metrics | key results | how we measure success | success',
  ],
  [
    'constraint',
    'constraint | constraints | budget | deadline | deadlines | timeline | schedule | milestones | assumptions | dependencies | limitations | compliance | technical constraints | legal | timing | launch | release date | due date',
  ],
  [
    'background',
    'background | context | introduction | current situation | current state | status quo | problem | problem statement | the problem | history | glossary | definitions | references | change log | changelog | revision history | document history | appendix | attendees | participants | about this document | as is | today | terms | pain points | competitors',
  ],
  [
    'people',
    'who | users | user groups | personas | persona | stakeholders | target audience | audience | actors | roles | target users | target group | user roles',
  ],
  [
    'requirement',
    'requirement | requirements | feature | features | functional | non functional | nonfunctional | functionality | functions | user story | user stories | acceptance criteria | acceptance criterion | must have | must haves | should have | should haves | could have | could haves | nice to have | nice to haves | use cases | use case | capabilities | specification | specifications | in scope | scope | performance | security | usability | reliability | availability | deliverables | epics | epic | backlog | to do | wish list | wishlist | wishes | quality attributes | rules | business rules | needs | expectations | must | should | could | what it must do | what it should do | behaviour | behavior | criteria | mvp | phase 1 | privacy | accessibility | what | limits | details | rules and limits',
  ],
]);

/** Words that state a goal wherever they stand. */
export const goalWords = new Phrases<true>([
  [
    true,
    "the goal | our goal | goal is | goals are | the aim | our aim | we aim | aims to | aim to | the objective | our objective | the purpose | purpose of | the idea is | our vision | the vision | our mission | we hope | hope to | this will help | the point of | in order to | in an effort to | intended to | is meant to | we want to | we would like to | we'd like to | we are building | we're building | we are going to build | we plan to | we intend to | wants to build | want to build | needs a new | need a new | we need a | we need an | this project will | the project will | the project aims | the reason for | the reason is | so that we | the outcome | success means | we will know | looking for a | looking for an | we want a | we want an | they want a | they want an | they want to | client wants | management wants | customer wants a | client needs | would like to build | with the goal of | with the aim of | is to build | is to create | key result | target is | our target",
  ],
]);

/** Words that tell how things are today, not how they are to be. */
export const todayWords = new Phrases<true>([
  [
    true,
    'currently | at present | at the moment | so far | until now | up to now | nowadays | right now | previously | in the past | last year | last month | last week | last quarter | complain | complains | complained | used to | these days | historically | have been | has been',
  ],
]);

/** Words of a limit that the surroundings set: money, time, law, given technology. */
export const constraintWords = new Phrases<true>([
  [
    true,
    'budget | deadline | comply | complies | compliance | compliant | gdpr | hipaa | pci | regulation | regulations | legally | by law | go live | goes live | launch by | must launch | must use | shall use | must be built | must be written in | must run on | must be hosted | hosted in | hosted on | licence | license | no later than | existing database | existing infrastructure | data centre | data center | wcag | iso | sox | must not cost | must not exceed the budget | within the budget | release date | delivered by | finished by | ready by | live by | must be built with | team of',
  ],
]);
