import type { Note } from '../../core/note.ts';
import type { Db } from '../../db/db.ts';
import type { AnswerRequest } from '../../models/answerer.ts';
import { quotePassages } from '../../reader/quote-passages.ts';
import type { FoundPassage } from '../../retrieval/found-passage.ts';
import { searchNotes } from '../../store/notes.ts';
import { runQuery } from '../../store/query.ts';
import { searchWords } from '../search-words.ts';

/** Enough that a name which many notes have does not hide the one that answers. */
const MOST_READ = 50;
const MOST_QUOTED = 3;
const MOST_RELATED = 5;

/** A note with those of its sentences that answer. */
export interface QuotedNote {
  readonly note: Note;
  readonly sentences: readonly string[];
}

/** What people told that has to do with a question. */
interface FoundNotes {
  /** Those that answer it, at most three. */
  readonly answering: readonly QuotedNote[];
  /** Others that have words of it, the most of them first, at most five. */
  readonly related: readonly Note[];
}

export type FindNotes = (request: AnswerRequest) => Promise<FoundNotes>;

/** The note as the reader takes passages. */
const passageOf = ({ id, text }: Note): FoundPassage => ({
  ...{ id, documentId: id, externalId: id, title: '', kind: 'document', alerts: [] },
  ...{ ordinal: 0, headings: [], content: text, start: 0, end: text.length, score: 0.5 },
});

/** One round trip; what is found is as the store has it at that moment. */
export const createFindNotes =
  (db: Db): FindNotes =>
  async (request) => {
    const { tenantId } = request.context;
    const notes = await runQuery(
      db,
      { tenantId },
      searchNotes(tenantId, searchWords(request, null), MOST_READ),
    );
    const byId = new Map(notes.map((note) => [note.id, note]));
    const answering = quotePassages(request.question, notes.map(passageOf))
      .flatMap(({ passage, sentences }) => {
        const note = byId.get(passage.id);
        return note === undefined ? [] : [{ note, sentences }];
      })
      .slice(0, MOST_QUOTED);
    const quoted = new Set(answering.map(({ note }) => note.id));
    const related = notes.filter(({ id }) => !quoted.has(id)).slice(0, MOST_RELATED);
    return { answering, related };
  };
