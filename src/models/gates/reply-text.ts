import { NO_ANSWER } from '../drafts/frame.ts';
import type { Evidence } from '../evidence.ts';
import { createCitationGate } from './citation-gate.ts';
import { createLeadingMark } from './leading-mark.ts';
import { createLinkGate } from './link-gate.ts';

/** A stage that a streamed text goes through. */
interface Stage {
  push(text: string): string;
  end(): string;
}

interface ReplyTextParts {
  /** Grows while the model looks things up. */
  readonly evidence: () => readonly Evidence[];
  /** Texts whose addresses a reply may show. */
  readonly known: () => readonly string[];
  /** Puts hidden text back. */
  readonly restore: Stage;
}

/**
 * What a model says on its way to the reader: hidden text is put back, citations are checked and closed up, and
 * addresses that no evidence holds are taken out. Each stage releases what nothing can change any more.
 */
export function createReplyText({ evidence, known, restore }: ReplyTextParts) {
  const mark = createLeadingMark(NO_ANSWER);
  const citations = createCitationGate(evidence);
  const links = createLinkGate(known);
  const stages: readonly Stage[] = [mark, restore, citations, links];
  let text = '';
  const say = (released: string): string => {
    text += released;
    return released;
  };
  return {
    push: (piece: string): string => say(stages.reduce((passing, stage) => stage.push(passing), piece)),
    end: (): string => say(stages.reduce((passing, stage) => stage.push(passing) + stage.end(), '')),
    /** What was released until now. */
    get text() {
      return text;
    },
    /** The model says that the evidence does not answer. */
    get isRefusal() {
      return mark.found;
    },
    citations,
    links,
  };
}

export type ReplyText = ReturnType<typeof createReplyText>;
