const PARTS: readonly RegExp[] = [
  /[[(](?:sev(?:erity)?[- ]?\d|p\d|resolved|closed|major|minor|critical|high|low|#?\d+|[A-Z]{1,8}-?\d{2,})[\])]/gi,
  /\b(?:incident report|incident response|post[- ]?mortem|retrospective|rca)\b(?: (?:of|for|on|about))?(?: the)?\s*[:\-–—]?\s*/gi,
  /^(?:incident|outage)\s*[:#\-–—]\s*/i,
  /\b[A-Z]{1,8}[-_]?\d{3,}(?:-\d{1,6})?\b\s*[:\-–—]?/g,
  /#\d+\b/g,
  /\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?Z?)?\b/g,
  /\b(?:on |in |of )?(?:\d{1,2}(?:st|nd|rd|th)?(?: of)? )?(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?(?: \d{1,2}(?:st|nd|rd|th)?)?(?:,? \d{4})\b/gi,
  /\b(?:on |in )?(?:january|february|march|april|june|july|august|september|october|november|december) \d{1,2}(?:st|nd|rd|th)?\b/gi,
  /\b(?:on |at )?\d{1,2}[:.]\d{2}(?: ?(?:utc|cet|am|pm))?\b/gi,
  /[([]\s*[)\]]/g,
];

/** A title without numbers of records, dates and the word for what it is; nothing else is changed. */
export function cleanTitle(title: string): string {
  let clean = title.slice(0, 500);
  for (const part of PARTS) clean = clean.replace(part, ' ');
  return clean
    .replace(/\s+/g, ' ')
    .replace(/^[\s:;,.\-–—|]+|[\s:;,\-–—|]+$/g, '')
    .replace(/\s+([,.:;)])/g, '$1')
    .trim();
}
