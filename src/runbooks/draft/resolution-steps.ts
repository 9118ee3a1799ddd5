import { splitBlocks } from '../../lib/markdown-blocks.ts';
import { shorten } from '../../lib/shorten.ts';
import { isWorthDoing, saysItLasts } from './judge-line.ts';
import { type Acts, beginsWithAct, readActs } from './read-acts.ts';
import type { Resolver } from './resolver.ts';
import { sentencesOf } from './sentences-of.ts';
import { stepTokens, tellingStems } from './step-words.ts';
import { phaseOf } from './timeline-steps.ts';
import { MOST_STEP_CHARACTERS, type ToldStep } from './told-step.ts';

/** So short a resolution tells nothing else than what resolved it; a longer one is a narrative. */
const SHORT_SENTENCES = 3;
const MOST_CHARACTERS = 20_000;

/** Nobody did anything, or nobody says what. */
const NOTHING_DONE =
  /\b(?:by (?:itself|themselves)|on (?:its|their) own|self-?(?:resolved|healed|recovered)|no action|none (?:needed|required)|without (?:any )?(?:action|intervention)|unknown|unclear|n\/a|tbd|todo|not applicable)\b/i;

/**
 * What the resolution tells. Of a short one every clause that says something in particular; of a longer one those that
 * tell an act. Behind a clause that speaks of what lasts, everything done is part of the fix.
 */
export function resolutionSteps({ id, resolution }: Resolver): ToldStep[] {
  const sentences = sentencesIn((resolution ?? '').slice(0, MOST_CHARACTERS));
  const isShort = sentences.length <= SHORT_SENTENCES;
  const told = sentences
    .filter((sentence) => isWorthDoing(sentence) && !NOTHING_DONE.test(sentence))
    .flatMap(clausesOf)
    .flatMap((text) => {
      const acts = readActs(text) ?? (isShort ? statement(text) : undefined);
      return acts ? [{ text, acts }] : [];
    });
  const lasting = told.findIndex(
    ({ text, acts }, at) => saysItLasts(text) || (at > 0 && acts.verbs.length === 0),
  );
  const lastDeed = told.findLastIndex(({ acts }) => !acts.isCheck);
  return told.map(({ text, acts }, at) => ({
    text: shorten(text, MOST_STEP_CHARACTERS),
    incidentId: id,
    part: 'resolution',
    phase: phaseOf(acts.isCheck, at > lastDeed, lasting >= 0 && at >= lasting),
    place: at / told.length,
    verbs: acts.verbs,
    words: new Set([...acts.verbs, ...acts.objects]),
  }));
}

/** What is not told as an act says how things were left: "The module now sets PRESERVE." */
function statement(text: string): Acts | undefined {
  const objects = tellingStems(stepTokens(text));
  return objects.size === 0 ? undefined : { verbs: [], isCheck: false, objects };
}

/** Sentences of the Markdown as it is written; list items one by one. */
function sentencesIn(markdown: string): string[] {
  return splitBlocks(markdown).flatMap((block) => {
    if (block.type === 'list') return block.items.flatMap(({ text }) => sentencesOf(text));
    return block.type === 'paragraph' ? sentencesOf(block.raw) : [];
  });
}

const JOINT = /;\s+|,\s+(?:and then\s+|and\s+|then\s+)?/g;

/** "Paused the worker, restarted PgBouncer, then shipped 4.12.1" are three, each beginning with what was done. */
function clausesOf(sentence: string): string[] {
  const clauses: string[] = [];
  let from = 0;
  for (const { index, 0: joint } of sentence.matchAll(JOINT)) {
    const rest = sentence.slice(index + joint.length);
    if (!joint.startsWith(';') && !beginsWithAct(rest)) continue;
    clauses.push(sentence.slice(from, index));
    from = index + joint.length;
  }
  return [...clauses, sentence.slice(from)].map((clause) => clause.trim()).filter((clause) => clause !== '');
}
