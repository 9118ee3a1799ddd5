/** What a section of a post-mortem is about. `attendance` and `stats` are no text of the incident. */
export type SectionMeaning =
  | 'summary'
  | 'timeline'
  | 'rootCause'
  | 'contributing'
  | 'trigger'
  | 'impact'
  | 'detection'
  | 'resolution'
  | 'actionItems'
  | 'lessons'
  | 'stats'
  | 'attendance';

/** How authors head their sections, in lower case; the first row that matches decides. */
const HEADINGS: readonly (readonly [RegExp, SectionMeaning])[] = [
  [
    /^(?:time ?line|chronology|sequence of events|events|log of events|incident log)\b|\btime ?line\b/,
    'timeline',
  ],
  [
    /^(?:stats|statistics|metrics|key (?:metrics|facts|data|figures)|facts|at a glance|incident (?:details|information|info|data|facts|metadata|metrics)|metadata|general information)$/,
    'stats',
  ],
  [
    /^(?:attendees|atendees|participants|people(?: involved)?|responders|authors?|contributors|incident (?:lead|commander|team)|roles|team)$/,
    'attendance',
  ],
  [/root[ -]?causes?|^rca$|\bidentified causes?\b|\bunderlying (?:issues?|causes?|problems?)\b/, 'rootCause'],
  [/\bcontributing (?:factors?|causes?)\b|^(?:contributory )?factors$/, 'contributing'],
  [
    /\bdetect(?:ion|ed|ing)?\b|\bdiscover(?:y|ed)\b|^how (?:did|was|were) .*\b(?:notice|noticed|find|found|know)\b|^why .*\bn(?:o|')t .*\b(?:notice|alert|found|caught)/,
    'detection',
  ],
  [/^triggers?$|\btriggering event\b|^what triggered\b|^trigger (?:event|cause)/, 'trigger'],
  [/^(?:remediation|resolution|mitigation|recovery) (?:items|tasks|plan)\b/, 'actionItems'],
  [/^(?:remediation|resolution|mitigation|recovery)\b/, 'resolution'],
  [
    /^(?:short|medium|long|near)[ -]term\b|^planned\b|\baction[ -]?items?\b|^(?:further |corrective |preventi(?:ve|ative) |future |remedial |recommended |outstanding )?(?:actions?|measures)(?: (?:items|plan|points|taken|and follow[ -]?ups?))?$|\bfollow[ -]?ups?\b|\bnext steps?\b|^to[ -]?dos?$|\bprevent(?:ion|ing|ive|ative)?\b|^(?:planned |future )?improvements?\b|^what (?:are|will) we\b|^(?:recommendations?|future work|action plan)$/,
    'actionItems',
  ],
  [
    /\blessons?\b|\blearn(?:ed|t|ings?)\b|^what (?:went|did ?n[o']t go|could|didn.t|worked)\b|\bgot lucky\b|\btakeaways?\b|^insights?$|^retrospective$|^reflections?\b|\bimproved?$/,
    'lessons',
  ],
  [
    /\bresolutions?\b|\bremediations?\b|\brecovery\b|\bmitigations?\b|^(?:the )?fix(?:es)?\b|^how (?:did|was|were) .*\b(?:resolved?|fix(?:ed)?|mitigated?|restored?|solved?)\b|^immediate (?:actions?|response|fix(?:es)?|steps)\b|^workarounds?$|^solutions?$|^response$/,
    'resolution',
  ],
  [/\bimpacts?(?:ed)?\b|\baffected\b|^blast radius$|^consequences?$|^effects?$|^symptoms?$/, 'impact'],
  [
    /^(?:the )?(?:executive |incident |high[ -]level |post[ -]?mortem |brief |short )?(?:summary|overview|abstract|synopsis|description|tl;? ?dr)\b|^what happened\b|^incident(?: report)?$|^problem(?: statement| description)?$|^issue summary$/,
    'summary',
  ],
  [
    /^causes?\b|^why\b|^(?:5|five) whys$|^how did (?:it|this|that) happen|^(?:technical )?(?:analysis|explanation|cause|problem|details)$|^analysis\b|^investigation(?: findings)?$|^diagnosis$/,
    'rootCause',
  ],
];

/** What a heading announces; null for one that the table does not know. */
export function meaningOf(heading: string): SectionMeaning | null {
  const text = heading
    .toLowerCase()
    .replace(/[‘’]/g, "'")
    .replace(/^[^\p{L}]*(?:\d+(?:\.\d+)*[.):]?\s+)?/u, '')
    .replace(/\s*[:?!.]*\s*$/u, '')
    .replace(/\s+/g, ' ');
  if (text.length > 80) return null;
  return (
    HEADINGS.find(([pattern]) => pattern.test(text) || pattern.test(text.replace(/\s*\(.*\)$/, '')))?.[1] ??
    null
  );
}
