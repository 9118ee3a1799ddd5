import type { Intent } from '../question/question.ts';
import { baseForm } from './base-form.ts';

const WORDS: Readonly<Record<Intent, string>> = {
  fix: 'mitigate fix resolve remediate solve repair handle react respond recover',
  diagnose: 'diagnose investigate debug troubleshoot',
  impact: 'impact consequence effect',
  meaning: 'meaning',
};

/** Stems of words that ask for a part of a document about trouble. */
export const intentWords: ReadonlyMap<string, Intent> = new Map(
  (Object.keys(WORDS) as Intent[]).flatMap((intent) =>
    WORDS[intent].split(' ').map((word) => [baseForm(word), intent] as const),
  ),
);

/** How headings call these parts. */
export const intentHeadings: Readonly<Record<Intent, RegExp>> = {
  fix: /\b(?:mitigat\w+|resolution|resolv\w+|remed\w+|what to do|fix(?:es|ing)?|steps?|procedure|response|recover\w*|runbook|actions?|solutions?|workarounds?|how to (?:fix|resolve|respond|handle)|repair|handling)\b/i,
  diagnose: /\b(?:diagnos\w+|investigat\w+|troubleshoot\w*|debug\w*|checks?|triage|analysis|first look)\b/i,
  impact: /\b(?:impact|effects?|consequences?|severity|affected)\b/i,
  meaning:
    /\b(?:meaning|what it means|overview|summary|about|introduction|description|definition|purpose|what is|background|context)\b/i,
};
