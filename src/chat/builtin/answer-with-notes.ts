import type { FindNotes } from '../../evidence/notes/find-notes.ts';
import { noteSource, sayQuotedNote } from '../../evidence/notes/say-note.ts';
import type { AnswerEvent, Answerer } from '../../models/answerer.ts';

/** Behind each line break: a stream shows a long reply line by line. */
const LINES = /(?<=\n)/;

/**
 * What is computed, and behind it what people told that answers the question too. A note stands alone where nothing else
 * answers, and never in place of a computed answer or of a choice that the asker has to make.
 */
export const answerWithNotes = (inner: Answerer['answer'], findNotes: FindNotes): Answerer['answer'] =>
  async function* answer(request): AsyncGenerator<AnswerEvent> {
    const finding = findNotes(request);
    // Whatever the other answerer throws comes first.
    finding.catch(() => {});
    let said = '';
    for await (const event of inner(request)) {
      if (event.type === 'text') said += event.text;
      else if (event.type !== 'finish') yield event;
      else {
        const notes = event.inputRequired ? [] : (await finding).answering;
        const isAlone = event.abstained && notes.length > 0;
        const parts = [isAlone ? '' : said, notes.map(sayQuotedNote).join('\n')];
        const text = parts.filter((part) => part !== '').join('\n\n');
        for (const line of text.split(LINES)) yield { type: 'text', text: line };
        const sources = isAlone ? [] : event.sources;
        yield {
          ...event,
          sources: [...sources, ...notes.map(({ note }) => noteSource(note))],
          abstained: event.abstained && !isAlone,
        };
      }
    }
  };
