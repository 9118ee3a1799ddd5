import type { EvidenceSource } from '../models/evidence.ts';
import { splitText, type TextBlock } from './text-blocks.ts';

const MOST_BLOCK_CHARACTERS = 1500;

const sayLines = ({ firstLine, lastLine }: TextBlock): string =>
  firstLine === lastLine ? `Line ${firstLine}` : `Lines ${firstLine} to ${lastLine}`;

/** The text that came with the request, all of it, in blocks that tell their lines; nothing of it can be cited. */
export const givenTextEvidence: EvidenceSource = {
  tools: [],
  async gather({ ground }) {
    if (ground.kind !== 'given text') throw new Error(`no text in ${ground.kind}`);
    const blocks = splitText(ground.text, MOST_BLOCK_CHARACTERS);
    const label = ground.label ? [{ text: `The text is called: ${ground.label}`, citations: [] }] : [];
    const pieces = blocks.map((block) => ({ text: `${sayLines(block)}:\n${block.text}`, citations: [] }));
    return {
      evidence: [...label, ...pieces],
      passages: [],
      reply: null,
      state: null,
    };
  },
};
