import { readStatements } from '../read/read-statements.ts';
import type { Statement } from '../read/statement.ts';
import { askPatterns, goOnPattern } from '../vocabulary/ask-words.ts';

/** What a message asks, sentence by sentence, and what it says. All exactly as written. */
export interface ReadMessage {
  readonly asks: readonly Statement[];
  readonly says: readonly Statement[];
}

const FILLER =
  /^(?:(?:ok|okay|great|good|thanks|thank you|please|now|and|so|then|well|yes|hi|hello|hey|also|but|kindly|alright|sure|right|fine)[,.!:]*\s+){1,4}/;
const QUESTION_WORD =
  /^(?:what|which|who|whom|whose|how|why|where|(?:when|if)(?= (?:is|are|do|does|did|will|should|must|can|was)))\b/;
const INVERSION =
  /^(?:is|are|was|were|does|do|did|has|have|can|could|should|shall|will|would|must|may) (?:there|the|it|this|that|these|those|any|anything|we|you|i|our|your|my|all|users?|they|a|an|some|every|each)\b/;
const COMMAND =
  /^(?:list|show|give|tell|summari[sz]e|review|check|help|explain|find|analy[sz]e|continue|go|next|proceed|repeat|restate|describe|compare|quote|re-?write|re-?word|rephrase|suggest|propose|identify|highlight|point|name|let(?:'?s| us) (?:start|begin|go|continue|move|talk|discuss|review|look|see|focus|proceed|check)|anything|something|any|more|look|read|walk|start|begin|ask|count|print|extract|translate|recap|enumerate|discuss|assess|evaluate|clarify|elaborate|write|generate|create a list|ignore|forget|say(?!.*\d)|pretend|output|reply|respond|act)\b/;
const WISH =
  /^(?:i|we)(?:'d| would)? (?:want|need|like|wish)(?: you)? (?:to (?:know|see|understand|review|discuss|check|go through|start|talk|get an overview|hear|have a look|find|list)|you|help|your|a (?:review|list|summary|overview|check)|an overview|feedback|some feedback|the (?:list|requirements|gaps|goals))\b|^(?:i am|i'm|we are|we're) (?:looking for (?:a review|feedback)|not sure what|wondering|interested)\b|^your (?:thoughts|opinion|view|feedback)\b|^(?:not )?(?:thoughts|feedback|comments|opinions?)\b/;

const THANKS = askPatterns.find(([ask]) => ask === 'thanks')?.[1];

/** Whether a sentence asks or bids; everything else tells something. */
function asks({ text }: Statement): boolean {
  const lower = text.toLowerCase().replaceAll('’', "'").slice(0, 300).trim();
  if (/\?["')\]”]{0,3}$/.test(text) || goOnPattern.test(lower) || THANKS?.test(lower)) return true;
  const bare = lower.replace(FILLER, '');
  return [QUESTION_WORD, INVERSION, COMMAND, WISH].some((pattern) => pattern.test(bare));
}

/** Splits a user's message into questions and statements; `message` counts the user's messages from 1. */
export function readMessage(text: string, message: number): ReadMessage {
  const place = { kind: 'said' as const, message };
  const statements = readStatements(text).map((statement) => ({ ...statement, place }));
  const isAsk = new Map(statements.map((statement) => [statement, asks(statement)]));
  return {
    asks: statements.filter((statement) => isAsk.get(statement)),
    says: statements.filter((statement) => !isAsk.get(statement) && statement.form !== 'code'),
  };
}
