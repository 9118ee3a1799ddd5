import type { Evidence } from '../models/evidence.ts';
import { cutText } from './cut-text.ts';

/** A piece of which less would be left says too little. */
const LEAST_CHARACTERS = 300;

/** The first pieces that have at most so many characters together; the last of them may be cut. */
export function fitEvidence(pieces: readonly Evidence[], maxCharacters: number): Evidence[] {
  const fitting: Evidence[] = [];
  let left = maxCharacters;
  for (const piece of pieces) {
    if (piece.text.length > left && left < LEAST_CHARACTERS) break;
    const text = cutText(piece.text, left);
    fitting.push({ ...piece, text });
    left -= text.length;
  }
  return fitting;
}
