import { hasNew } from './expressions.ts';
import type { Kind } from './kind.ts';

const ROLE =
  /\b(?:[\w&-]+ )?(?:teams?|squads?|group|guild|chapter|department|dept|office|desk|board|committee|council|unit|crew)\b|\b(?:day|night|early|late|morning|evening) shift\b|\b(?:[\w-]+ )?(?:engineers?|managers?|leads?|leaders?|owners?|officers?|directors?|heads?|administrators?|admins?|commanders?|bakers?|cooks?|chefs?|nurses?|doctors?|captains?|cleaners?|janitors?|librarians?|mechanics?|electricians?|gardeners?|couriers?|scientists?|researchers?|students?|professors?|instructors?|trainers?|editors?|consultants?|clerks?|secretar(?:y|ies)|technicians?|wardens?|stewards?|coordinators?|dispatchers?|caretakers?|accountants?|auditors?|inspectors?|specialists?|treasurers?|treasury|on-?call|developers?|architects?|analysts?|maintainers?|reviewers?|approvers?|supervisors?|counsel|support|security|finance|legal|payroll|president|founder|people operations|human resources|staff|contractors?|vendors?|suppliers?|customers?|anyone|anybody|everyone|everybody|nobody|no one)\b/gi;
const ACRONYM = /\b(?:HR|IT|Ops|SRE|CTO|CEO|CFO|CISO|COO|VP|DPO|QA)\b/g;
/** One capital alone is a name where a person would stand. */
const NAME =
  /(?:\b(?:by|ask|contact|tell|call|is|are|was|were)|:)\s(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December)\p{Lu}[\p{L}'’-]+/gu;
const TEAM = /\b(?:[Tt]eam|[Ss]quad|[Gg]roup|[Gg]uild)\s\p{Lu}[\p{L}\d-]+/gu;
const FULL_NAME = /\b\p{Lu}[\p{Ll}'’]+(?:\s(?:de|van|von|der|la|da|di|al)){0,2}\s\p{Lu}[\p{L}'’-]+/gu;
const HANDLE = /(?<!\w)@[\w-]+|[\w.+-]+@[\w-]+\.[\w.-]+/g;

/** Who does, owns, decides something: a person, a role or a team. */
export const who: Kind = {
  name: 'who',
  asked: [
    /^(?:by |to |from |with |for )?(?:who(?:se|m|'s| is| are)?)\b/,
    /\b(?:what|which) (?:other )?(?:teams?|persons?|people|roles?|groups?|departments?|engineers?|squads?|individuals?)\b/,
    /^(?:what|which) is the (?:name of the )?(?:team|person|owner|owning team|maintainer|contact|author)\b/,
    /\b(?:owners?|author|maintainers?) of\b/,
  ],
  asking: new Set(
    'who whom whose team teams person persons people role roles group groups department departments individual name contact'.split(
      ' ',
    ),
  ),
  fits(text, { words }) {
    if (hasNew(text, FULL_NAME, words) || hasNew(text, TEAM, words) || hasNew(text, HANDLE, words)) return 1;
    if (hasNew(text, ROLE, words) || hasNew(text, ACRONYM, words)) return 0.9;
    return hasNew(text, NAME, words) ? 0.6 : 0;
  },
};
