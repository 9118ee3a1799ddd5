import type { NoteWish } from './note-wish.ts';
import { ordinals } from './ordinals.ts';
import { isAsking, readTold, sentencesOf } from './read-told.ts';

const LONGEST_COMMAND = 300;

/** “Could you please”, “hey parley,”: politeness before an order, in the first group where it is a question. */
const POLITE =
  /^(?:(?:hi|hello|hey|ok(?:ay)?|so|and|also|now|well|parley)\b[\s,!.:]+){0,3}((?:can|could|would|will) (?:you|u) )?(?:please|pls|kindly)?[\s,]*(?:just )?/i;

const CERTAIN =
  /^(?:remember|memori[sz]e|do(?: not|n['’]t) forget)(?: for (?:later|the future|me|us))?(?: that\b(?!\s*$)[,:]?\s+|\s*:\s*)(?=\S)/i;
const MARKED =
  /^(?:note|take note|make a note|take a note|add a note|keep a note|new note|note to self|keep in mind|bear in mind|for the future|(?:save|store|keep|add|write down)(?: this| the following| it)?(?: as a note| to (?:your|the) notes)?)(?: that\b[,:]?\s+|\s*:\s*)(?=\S)/i;
/** Without “that” it is a wish only in front of a fact: “remember the outage of May?” is none. */
const BARE = /^(?:remember|memori[sz]e|note|keep in mind|bear in mind)\s+(?=\S)/i;
const THIS =
  /^(?:remember|memori[sz]e|save|store|keep|note)(?: (?:it|this|that|the above)){1,2}(?: in mind| please| for later)?$/i;

const NOTES = '(?:notes?|(?:remembered )?facts|memor(?:y|ies))';
const ABOUT = '(?: (?:about|on|of|for|regarding|concerning) (.{1,200}))?';
const LISTS: readonly RegExp[] = [
  new RegExp(
    `^what (?:all )?(?:do|did|can) you (?:still )?(?:remember|have in (?:your )?(?:notes|memory))(?: so far)?${ABOUT}$`,
    'i',
  ),
  new RegExp(`^(?:do|did) you (?:remember|have) (?:anything|something|any ${NOTES})${ABOUT}$`, 'i'),
  new RegExp(
    `^(?:list|show|give|print|display|read|see)(?: me| us)? (?:all |the |my |our |your |all the |all my |all our |all your |of the ){0,2}${NOTES}${ABOUT}$`,
    'i',
  ),
  new RegExp(
    `^(?:what|which) ${NOTES}(?: are there| do (?:you|we) have| exist| have you(?: got)?| did you keep)?${ABOUT}$`,
    'i',
  ),
  new RegExp(
    `^what (?:have|did) (?:i|we|people|others) (?:already |so far )?(?:told|tell|asked) you(?: to remember)?(?: so far)?${ABOUT}$`,
    'i',
  ),
  new RegExp(`^(?:my |our |your |the |all )?notes${ABOUT}$`, 'i'),
];

const FORGET = '(?:forget|delete|remove|drop|discard|erase)';
const FORGETS_LAST =
  /^(?:(?:forget|undo|delete|remove|discard|drop)(?: (?:it|that|this|that (?:note|one|again)|this (?:note|one)|the (?:last|latest|newest) (?:note|one)|what i (?:just )?(?:said|told you)))|undo|(?:do not|don['’]t) remember (?:it|that|this))(?: again)?$/i;
const FORGETS_ALL = new RegExp(
  `^${FORGET} (?:everything|all)(?: (?:of )?(?:the |my |our |your )?(?:${NOTES}|of (?:it|them)|you (?:know|remember)))?$`,
  'i',
);
const FORGETS_NUMBER = new RegExp(
  `^${FORGET} (?:the )?(?:note )?(?:number |no\\.? |nr\\.? |#)?(\\d{1,6})$|^${FORGET} (?:the )?(\\w+) (?:note|one)$`,
  'i',
);
const FORGETS_ID = new RegExp(
  `^${FORGET} (?:the )?(?:note )?(nte_[0-9a-z]{26}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$`,
  'i',
);
const FORGETS_ABOUT = new RegExp(
  `^${FORGET} (?:(?:the |my |our |your |all |any )?${NOTES} (?:about|on|of|for|regarding|concerning|that|saying|which says)|(?:what|everything|anything) (?:you (?:know|remember)|i (?:said|told you)|we (?:said|told you)) (?:about|on)) (.{1,200})$`,
  'i',
);
const FORGETS_THAT = /^forget that (.{3,200})$/i;

/** The order in a message without politeness and its end. */
function orderOf(message: string): string {
  const text = message.replace(/\s+/g, ' ').trim();
  return text.replace(POLITE, '').replace(/(?:[\s,]*(?:please|pls|thanks|thank you))?[\s.!?]*$/i, '');
}

function numberOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  return /^\d+$/.test(text) ? Number(text) : (ordinals[text.toLowerCase()] ?? null);
}

function readForget(order: string): NoteWish | null {
  if (FORGETS_LAST.test(order)) return { kind: 'forget last' };
  if (FORGETS_ALL.test(order)) return { kind: 'forget all' };
  const id = FORGETS_ID.exec(order)?.[1];
  if (id !== undefined) return { kind: 'forget id', id };
  const [, digits, word] = FORGETS_NUMBER.exec(order) ?? [];
  const number = numberOf(digits ?? word);
  if (number !== null) return { kind: 'forget number', number };
  const about = FORGETS_ABOUT.exec(order)?.[1] ?? FORGETS_THAT.exec(order)?.[1];
  return about === undefined ? null : { kind: 'forget about', about };
}

function readList(order: string): NoteWish | null {
  for (const pattern of LISTS) {
    const found = pattern.exec(order);
    if (found) return { kind: 'list', about: found[1]?.trim() ?? null };
  }
  return null;
}

/** The sentences that are to be kept, and those that ask. */
function readRemember(message: string): NoteWish | null {
  const [, polite] = POLITE.exec(message) ?? [];
  const text = message.trim().replace(POLITE, '');
  const isCertain = CERTAIN.test(text);
  const isMarked = isCertain || MARKED.test(text);
  const rest = text.replace(isCertain ? CERTAIN : isMarked ? MARKED : BARE, '').trim();
  if (rest === text || rest === '') return null;
  const sentences = sentencesOf(rest);
  // “Could you remember that …?” is no question about what stands in it.
  const [first = '', ...others] = sentences;
  const told = [polite === undefined ? first : first.replace(/\?+$/, '').trim()];
  const asked = others.filter(isAsking);
  told.push(...others.filter((sentence) => !asked.includes(sentence)));
  if (/\?$/.test(told[0] ?? '') || /^(?:to|me|us|when|how|what|who|where|why|if|whether)\b/i.test(rest))
    return null;
  const kept = told.join(' ');
  if (!isMarked && readTold(kept).told === null) return null;
  return { kind: 'remember', text: kept, isCertain, asked: asked.length > 0 ? asked.join(' ') : null };
}

/** What the message wishes of the notes in so many words; null where it is about something else. */
export function readWish(message: string): NoteWish | null {
  const order = message.length > LONGEST_COMMAND ? '' : orderOf(message);
  if (THIS.test(order)) return { kind: 'remember this' };
  return readForget(order) ?? readList(order) ?? readRemember(message);
}
