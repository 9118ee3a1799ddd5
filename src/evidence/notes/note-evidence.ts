import type { Note } from '../../core/note.ts';
import type { Evidence, EvidenceSource } from '../../models/evidence.ts';
import { cutText } from '../cut-text.ts';
import type { FindNotes } from './find-notes.ts';
import { noteSource, sayTeller } from './say-note.ts';

const MOST_CHARACTERS = 1000;

/** A note as a model reads it: data, and weaker than what is computed. */
const evidenceOf = (note: Note): Evidence => ({
  text: `A note told by ${sayTeller(note)}, which nobody has checked; where a record or a computed figure says otherwise, that counts:\n${cutText(note.text, MOST_CHARACTERS)}`,
  citations: [{ source: noteSource(note) }],
});

/** What `source` gathers, and behind it what people told that has to do with the question, those that answer first. */
export const withNoteEvidence = (source: EvidenceSource, findNotes: FindNotes): EvidenceSource => ({
  tools: source.tools,
  async gather(request) {
    const [gathered, { answering, related }] = await Promise.all([
      source.gather(request),
      findNotes(request),
    ]);
    const notes = [...answering.map(({ note }) => note), ...related].map(evidenceOf);
    return { ...gathered, evidence: [...gathered.evidence, ...notes] };
  },
});
