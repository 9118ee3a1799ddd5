import type { Behaviour, Script } from '../behaviour.ts';

type More = Omit<Extract<Behaviour, { kind: 'text' }>, 'kind' | 'text' | 'chunks'>;

/** Answers every question with the same text; several texts are the pieces in which it is streamed. */
export function saying(text: string | readonly string[], more: More = {}): Script {
  const said = typeof text === 'string' ? { text } : { chunks: text };
  const behaviour: Behaviour = { kind: 'text', ...more, ...said };
  return () => behaviour;
}
