import type { BoundQuestion } from '../../topology/ask/topology-answer.ts';

const OF_PROJECT =
  /,?\s*\b(?:of|in|from|within|for|across)\s+(?:all\s+of\s+)?(?:this|the|our|my)\s+(?:project|service graph|graph)(?!['’\w])\s*,?/gi;
const PROJECTS = /\b(?:this|the|our|my)\s+project['’]s\b/gi;

/** The question without “of this project”, and whether it said so: the services of the graph are meant, and no others. */
export function withoutProject(question: BoundQuestion): { text: BoundQuestion; saysProject: boolean } {
  const { text, bound } = question;
  // What is bound stands at places of the text, which must not move.
  const blank = (found: string): string => ' '.repeat(found.length);
  const stripped = text.replace(OF_PROJECT, blank).replace(PROJECTS, (found) => 'the'.padEnd(found.length));
  return { text: { text: stripped, bound }, saysProject: stripped !== text };
}
