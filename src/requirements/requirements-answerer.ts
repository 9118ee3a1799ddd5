import type { AnswerEvent, Answerer, AnswerRequest } from '../models/answerer.ts';
import { acknowledge } from './phrase/acknowledge.ts';
import { answerIntent } from './phrase/answer-intent.ts';
import type { Answer, Material } from './phrase/material.ts';
import { nextQuestion } from './phrase/next-question.ts';
import { renderSections, type Section } from './phrase/section.ts';
import { isEnglish, isForeign } from './read/is-english.ts';
import { judgeStatements } from './read/judge-statements.ts';
import { readStatements } from './read/read-statements.ts';
import { sourceLines } from './read/source-lines.ts';
import { isStatement, readConversation } from './talk/conversation.ts';
import { type Intent, idsIn, readIntent } from './talk/intent.ts';

const MOST_INTENTS = 2;

/** Reads the given text and the conversation. A ground of another kind has no text. */
function readMaterial({ ground, history, question }: AnswerRequest): Material {
  const { text, label } = ground.kind === 'given text' ? ground : { text: '', label: null };
  const statements = judgeStatements(readStatements(text));
  const isReadable = statements.length === 0 || isEnglish(statements.flatMap(({ words }) => words));
  // What cannot be read takes part in nothing but look-ups.
  const judged = isReadable ? statements : statements.map((one) => ({ ...one, kind: 'other' as const }));
  const conversation = readConversation(isReadable ? judged : [], history, question);
  const said = conversation.said.filter(isStatement).map(({ statement }) => statement);
  return {
    label,
    lineCount: sourceLines(text.trimEnd()).length,
    text: judged,
    all: [...judged, ...said],
    conversation,
    isReadable,
  };
}

/** What the message asks, each thing once; a message that asks nothing has none. */
function intentsOf(material: Material, knownIds: ReadonlySet<string>): Intent[] {
  const intents = material.conversation.current.asks.map((ask) => readIntent(ask, knownIds));
  const distinct = [
    ...new Map(
      intents.map((intent) => [`${intent.kind} ${intent.topic?.texts.join(' ') ?? ''}`, intent]),
    ).values(),
  ];
  const words = material.conversation.current.asks.flatMap((ask) => ask.words);
  // A question in another language finds no words of the text: it asks in general.
  if (isForeign(words) && distinct.every(({ kind }) => kind === 'lookup' || kind === 'unclear')) return [];
  const telling = distinct.filter(({ kind }) => kind !== 'thanks' && kind !== 'unclear');
  return (telling.length > 0 ? telling : distinct).slice(0, MOST_INTENTS);
}

const OTHER_LANGUAGE: Section = { title: null, lead: 'I read and answer in English only.' };

/** Sections of the whole reply: what was noted, what was asked, the next question. */
function reply(material: Material, intents: readonly Intent[]): { sections: Section[]; abstained: boolean } {
  const { current, hasReplies } = material.conversation;
  const noted = acknowledge(material);
  const asked =
    intents.length > 0 || noted === null || !hasReplies ? (intents.length > 0 ? intents : [null]) : [];
  const answers: Answer[] = asked.map((intent) => answerIntent(material, intent));
  const isOther = isForeign([...current.asks, ...current.says].flatMap(({ words }) => words));
  // An overview tells what was said with all the rest.
  const tellsAll = answers.some(({ isOverview }) => isOverview);
  const sections = [
    ...(isOther && material.isReadable ? [OTHER_LANGUAGE] : []),
    ...(noted === null || tellsAll ? [] : [noted]),
    ...answers.flatMap((answer) => answer.sections),
    nextQuestion(material, answers.find(({ prefers }) => prefers)?.prefers),
  ];
  const abstained = noted === null && answers.length > 0 && answers.every((answer) => answer.abstained);
  return { sections, abstained };
}

/**
 * The built-in answerer for the requirements in a given text: deterministic, no model, no network. It says what the
 * text and the conversation hold, quotes it exactly, and asks what is most worth knowing next.
 */
export function createRequirementsAnswerer(): Answerer {
  return {
    name: 'builtin',
    async *answer(request): AsyncGenerator<AnswerEvent> {
      const material = readMaterial(request);
      const knownIds = idsIn(request.ground.kind === 'given text' ? request.ground.text : '');
      const { sections, abstained } = reply(material, intentsOf(material, knownIds));
      for (const [at, text] of renderSections(sections).entries())
        yield { type: 'text', text: at === 0 ? text : `\n\n${text}` };
      yield { type: 'finish', sources: [], abstained, inputRequired: false, state: null };
    },
  };
}
