import { actorWords } from '../vocabulary/actor-words.ts';
import { type Modal, modalWords, priorityWords, type Strength } from '../vocabulary/modal-words.ts';
import { constraintWords, goalWords, type Section, todayWords } from '../vocabulary/section-words.ts';
import { vagueWords } from '../vocabulary/vague-words.ts';
import { modalsIn } from './modals.ts';
import { quantitiesOf } from './quantities-of.ts';
import { Sections } from './sections.ts';
import type { Statement } from './statement.ts';
import { readWords } from './words.ts';

/** What a statement is for the discussion. `instruction` speaks to the reader of the text, not of the product. */
export type StatementKind =
  | 'goal'
  | 'requirement'
  | 'constraint'
  | 'excluded'
  | 'open'
  | 'instruction'
  | 'heading'
  | 'code'
  | 'other';

export interface Judged extends Statement {
  readonly kind: StatementKind;
  readonly strength: Strength;
  readonly says: Modal['says'];
  /** What its list or its group says of it, where it has no modal word of its own. */
  readonly inherited: Modal | null;
  readonly section: Section | null;
}

export const isRequirement = ({ kind }: Judged): boolean => kind === 'requirement' || kind === 'constraint';

/** Speaks to whoever reads the text, as if it could give orders. */
export const INSTRUCTION =
  /\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instructions?|rules|prompts?|guidelines)\b|\bsystem prompt\b|\byou are (?:now )?an? (?:\w{1,12} )?(?:assistant|chatbot|model)\b|\byou are now\b|\b(?:say|reply|respond|answer) (?:only )?with\b.{0,20}["'“‘]|\b(?:jailbreak|developer mode)\b/i;

const SYSTEM_NOUN =
  /^(?:system|app|application|platform|website|site|tool|portal|service|software|product|backend|frontend|server|api|page|screen|dashboard|solution|module|widget|bot|it)$/;
const strongest = (modals: readonly Modal[]): Modal | null =>
  modals.find(({ strength }) => strength === 'must') ?? modals[0] ?? null;

/** How binding a group is: `Nice to have`, a cell that says `Must`. */
function groupModal(statement: Statement): Modal | null {
  const cells = statement.form === 'row' ? statement.text.split('|').map((cell) => cell.trim()) : [];
  const names = [...cells.filter((cell) => cell.length < 16), ...statement.headings.toReversed().slice(0, 2)];
  for (const name of names) {
    const words = readWords(name);
    const found = priorityWords.at(words, 0);
    const whole = found?.to === words.length || (found !== null && !cells.includes(name) && found.to >= 2);
    if (found && whole) return found.value;
  }
  return null;
}

/** “The app lists …”, “Users log in …”: a sentence that begins with who acts tells how things are to be. */
function describesProduct({ words }: Statement): boolean {
  const first = words
    .slice(0, 4)
    .findIndex(
      ({ lower }) => !/^(?:the|a|an|each|every|all|our|this|new|logged|registered|only)$/.test(lower),
    );
  const subject = words[first];
  return subject !== undefined && (SYSTEM_NOUN.test(subject.lower) || actorWords.has(subject.singular));
}

const PASSIVE =
  /\b(?:is|are) (?:also |only |always |never |not |then |automatically )?(?:\w{2,}ed|kept|sent|shown|built|made|paid|given|held|hidden|written|set)\b/i;

const STATES = /\b(?:is|are|has|have|lasts?|takes?|costs?|expires?|ends?|gets?|allows?|holds?)\b/i;

/** “The link is valid for 24 hours”, “Exports finish within 30 seconds”: a figure, or a bound, in the present tense. */
const statesFigure = (statement: Statement): boolean =>
  !/\b(?:we|i|our|my)\b/i.test(statement.text) &&
  quantitiesOf(statement).some(({ bound }) => bound !== 'exact' || STATES.test(statement.text));

const TITLE = /^\W*(?:user story|story|epic|feature|title|project|subject|use case|re)\b[^:]{0,12}:/i;
const MOST_TITLE_WORDS = 10;

/** `User story: password reset` names what follows. */
const isTitle = ({ text, words }: Statement): boolean =>
  TITLE.test(text) && words.length <= MOST_TITLE_WORDS && !modalWords.has(words) && !/[.\d]/.test(text);

const IMPERATIVE =
  /^\W*(?:please |always |never |do not |don't )?(?:make|add|allow|support|show|provide|enable|send|create|store|display|implement|build|use|remove|delete|fix|improve|ensure|give|keep|include|reduce|increase|replace|migrate|integrate|export|import|notify|prevent|protect|encrypt|log|limit|avoid|automate|simplify|redesign|let (?:the )?(?:users?|customers?|admins?|people))\b/i;

const AS_IT_IS = /^\W*today\b|\btoday\W*$/i;

/** “Invoices are kept for …”: told of the product as it is to be, unless somebody speaks of themselves. */
const tellsPassively = ({ text }: Statement): boolean =>
  PASSIVE.test(text) && !/\b(?:we|i|our|my)\b/i.test(text);

const isStory = ({ text }: Statement): boolean =>
  /^(?:\W{0,4}[\w-]{0,12}[:\s]{0,3})?\W{0,3}as an? .{2,200}\bI\b/is.test(text.slice(0, 260));
const isScenario = ({ text }: Statement): boolean => /^\W{0,4}(?:given|when|then)\b/i.test(text);

function kindOf(statement: Statement, section: Section | null, modal: Modal | null): StatementKind {
  const { form, words, text } = statement;
  if (form === 'heading' || form === 'code') return form;
  if (INSTRUCTION.test(text)) return 'instruction';
  if (section === 'excluded') return 'excluded';
  if (section === 'open' || /\?["')\]*_”’]{0,3}$/.test(text)) return 'open';
  if (isStory(statement)) return 'requirement';
  const binding = modal !== null && (modal.strength === 'must' || modal.strength === 'should');
  if (section === 'goal' || section === 'measure') return 'goal';
  if (text.endsWith(':') || isTitle(statement)) return 'other';
  const isGoal = goalWords.has(words);
  if (isGoal && !/\b(?:must|shall|should)\b/i.test(text)) return 'goal';
  if ((todayWords.has(words) || AS_IT_IS.test(text)) && !/\b(?:must|shall|should)\b/i.test(text))
    return 'other';
  const inBackground = section === 'background' || section === 'people';
  if (inBackground && !(binding && /\b(?:must|shall|should|ha(?:s|ve) to)\b/i.test(text))) return 'other';
  if (section === 'constraint' || constraintWords.has(words)) return 'constraint';
  if (modal !== null || section === 'requirement' || form === 'item') return 'requirement';
  if (IMPERATIVE.test(text)) return 'requirement';
  if (
    statesFigure(statement) ||
    isScenario(statement) ||
    describesProduct(statement) ||
    tellsPassively(statement)
  )
    return 'requirement';
  const undecided = vagueWords.find(words).some(({ value }) => value?.grade === 'undecided');
  return undecided ? 'open' : 'other';
}

/** Says of each statement what it is, from its words, its label, its list and its headings. */
export function judgeStatements(statements: readonly Statement[]): Judged[] {
  const sections = new Sections();
  return statements.map((statement) => {
    const section = sections.at(statement);
    const own = strongest(modalsIn(statement.words));
    const led =
      statement.form === 'item' && statement.lead ? strongest(modalsIn(readWords(statement.lead))) : null;
    const group = groupModal(statement);
    const modal = own ?? group ?? led;
    return {
      ...statement,
      section,
      kind: kindOf(statement, section, modal),
      // A column or a group that ranks says more of the rank than the sentence does.
      strength: (group ?? modal)?.strength ?? 'stated',
      says: modal?.says ?? 'require',
      inherited: own === null ? modal : null,
    };
  });
}
