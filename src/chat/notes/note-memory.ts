import { parseId, type Uuid } from '../../core/ids.ts';
import type { PastTurn } from '../../models/answerer.ts';
import { readSaid } from './say-notes.ts';

/** What the last reply of a conversation said of notes. */
export interface NoteMemory {
  /** A text that it offered to remember. */
  readonly offered: string | null;
  /** The notes that it named, in its order: “forget note 2” is the second. */
  readonly shown: readonly Uuid[];
  /** The same as the texts begin, where the caller keeps the conversation and the ids are not known. */
  readonly shownTexts: readonly string[];
  /** Whether it asked which of them to forget. */
  readonly isForgetting: boolean;
}

export const NO_MEMORY: NoteMemory = { offered: null, shown: [], shownTexts: [], isForgetting: false };

/** The state of a reply that had to do with notes: its own part, and that of whoever answered beside it. */
interface NoteState {
  readonly notes: Omit<NoteMemory, 'shownTexts'>;
  readonly inner: unknown;
}

const isNoteState = (state: unknown): state is NoteState =>
  typeof state === 'object' && state !== null && 'notes' in state;

export const noteState = ({ shownTexts: _, ...notes }: NoteMemory, inner: unknown): NoteState => ({
  notes,
  inner,
});

/** The turn as whoever answers beside the notes left it. */
export const withoutNotes = (turn: PastTurn): PastTurn =>
  isNoteState(turn.state) ? { ...turn, state: turn.state.inner } : turn;

/** What the turn left for the next one: by its state, or by its words where the state is not known. */
export function recallNotes(turn: PastTurn | undefined): NoteMemory {
  if (turn === undefined) return NO_MEMORY;
  if (turn.state === undefined) return { ...NO_MEMORY, ...readSaid(turn.reply) };
  if (!isNoteState(turn.state)) return NO_MEMORY;
  const { offered, shown, isForgetting } = turn.state.notes;
  return { ...NO_MEMORY, offered, shown: shown.filter((id) => parseId('nte', id)), isForgetting };
}
