/** That a question asks for services by their incidents, and not for the incidents. */
export interface AskedServices {
  /** Those that had none. */
  readonly without: boolean;
  readonly isYesNo: boolean;
  /** The question around the services, without the words that deny. */
  readonly before: string;
  readonly after: string;
}

const INCIDENTS =
  /\b(?:incid\w*|outages?|post-?mortems?|disruptions?|failures?|issues?|problems?|tickets?)\b/i;
const HAS =
  /^\s*(?:(?:that|which|who)\s+)?(?:have|has|had|with|without|never|ever|did|do|were|was|not|haven['’]t|hasn['’]t|hadn['’]t|didn['’]t|don['’]t)\b/i;
const DENIES =
  /\b(?:never|not|no|none(?:\s+of)?|without(?:\s+any|\s+an?)?|zero|neither(?:\s+of)?)\b|(?<=\b(?:have|has|had|did|do|does))n['’]t\b/gi;
const YES_NO = /^\s*(?:and\s+|so\s+)?(?:did|do|does|has|have|had|were|was|is|are)\b(?!\s+there)/i;

const PER_SERVICE = /\b(?:per|by|for each|for every|split by|broken down by)\s+(?:micro)?service\b/i;

/** “which of … had”, “did any of … have”, “… without incidents”, “per service”; null for “incidents of …”. */
export function askedServices(before: string, after: string): AskedServices | null {
  if (PER_SERVICE.test(before) || PER_SERVICE.test(after))
    return {
      ...{ without: false, isYesNo: false },
      ...{ before: before.replace(PER_SERVICE, ' '), after: after.replace(PER_SERVICE, ' ') },
    };
  if (INCIDENTS.test(before) || !HAS.test(after) || /\bhow (?:many|long|often)\b/i.test(after)) return null;
  const without = after.search(DENIES) >= 0 || before.search(DENIES) >= 0;
  return {
    without,
    isYesNo: YES_NO.test(before),
    before: before.replaceAll(DENIES, ' '),
    after: after.replaceAll(DENIES, ' ').replace(/\bever\b/i, ' '),
  };
}
