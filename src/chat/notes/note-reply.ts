import type { Source } from '../../core/conversation.ts';
import { NO_MEMORY, type NoteMemory } from './note-memory.ts';

/** What is said of notes in a turn. */
export interface NoteReply {
  readonly text: string;
  readonly sources: readonly Source[];
  /** What the next turn may refer to. */
  readonly memory: NoteMemory;
  readonly abstained: boolean;
  /** Whether it asks the user something. */
  readonly asksBack: boolean;
  /** The part of the message that somebody else has to answer; null for none. */
  readonly asked: string | null;
}

export const noteReply = (text: string, more: Partial<Omit<NoteReply, 'text'>> = {}): NoteReply => ({
  text,
  sources: [],
  memory: NO_MEMORY,
  abstained: false,
  asksBack: false,
  asked: null,
  ...more,
});
