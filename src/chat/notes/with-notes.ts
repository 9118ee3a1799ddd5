import type { Ground } from '../../core/evidence.ts';
import { BUILTIN } from '../../core/model-name.ts';
import type { AnswerEvent, Answerer, AnswerRequest } from '../../models/answerer.ts';
import { answerAboutNotes } from './answer-about-notes.ts';
import { noteState, withoutNotes } from './note-memory.ts';
import type { NoteReply } from './note-reply.ts';
import type { NoteParts } from './remember.ts';

/** Documents and given texts are answered from alone. */
const GROUNDS: ReadonlySet<Ground['kind']> = new Set<Ground['kind']>(['history', 'project']);

const POINTS_BACK = /\b(?:it|its|they|them|their|theirs|this|that|these|those)\b/i;

/** The question without what was only told, where it stands by itself. */
const questionOf = ({ question }: AnswerRequest, asked: string): string =>
  POINTS_BACK.test(asked) ? question : asked;

/**
 * The answerer, which hears first what it is told to remember, to list and to forget. Of a message that tells something and
 * asks something, `inner` answers the question; what is said of the note stands behind it.
 */
export const withNotes = (inner: Answerer, parts: NoteParts): Answerer => ({
  name: inner.name,
  async *answer(request): AsyncGenerator<AnswerEvent> {
    if (!GROUNDS.has(request.ground.kind)) return yield* inner.answer(request);
    const reply = await answerAboutNotes(request, parts);
    const own: AnswerRequest = { ...request, history: request.history.map(withoutNotes) };
    if (reply === null) yield* inner.answer(own);
    else if (reply.asked === null) yield* alone(reply);
    else yield* beside(inner.answer({ ...own, question: questionOf(request, reply.asked) }), reply);
  },
});

function* alone({ text, sources, memory, abstained, asksBack }: NoteReply): Generator<AnswerEvent> {
  yield { type: 'speaker', name: BUILTIN };
  yield { type: 'text', text };
  yield { type: 'finish', sources, abstained, inputRequired: asksBack, state: noteState(memory, null) };
}

/** The answer, and behind it what is said of the note; an offer gives way to a question that the answer asks. */
async function* beside(answer: AsyncIterable<AnswerEvent>, reply: NoteReply): AsyncGenerator<AnswerEvent> {
  for await (const event of answer) {
    const isLeft = event.type !== 'finish' || event.isPartial || (event.inputRequired && reply.asksBack);
    if (isLeft) {
      yield event;
      continue;
    }
    yield { type: 'text', text: `\n\n${reply.text}` };
    const known = new Set(event.sources.map(({ id }) => id));
    yield {
      ...event,
      sources: [...event.sources, ...reply.sources.filter(({ id }) => !known.has(id))],
      inputRequired: event.inputRequired || reply.asksBack,
      state: noteState(reply.memory, event.state),
    };
  }
}
