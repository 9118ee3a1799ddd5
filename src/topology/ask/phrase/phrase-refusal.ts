import type { NodeName } from '../../topology-graph.ts';
import type { Refusal } from '../plan/plan.ts';
import { plain, sayAnd, sayKind, sayName, withArticle } from './say.ts';

/** A name with its kind where names alone do not tell the options apart. */
function sayOptions(options: readonly NodeName[]): string {
  const isSame = new Set(options.map(({ name }) => name.toLowerCase())).size < options.length;
  return sayAnd(
    options
      .slice(0, 10)
      .map(({ name, kind }) =>
        isSame ? `the ${sayKind(kind)} ${sayName(name)}` : `${sayName(name)} (${sayKind(kind)})`,
      ),
    'or',
  );
}

const EXAMPLES =
  'You can ask what a service publishes, subscribes to or calls, who consumes a topic, what breaks if a service is down, how one reaches another, who owns it, or what changed.';

/** Says why there is no answer; `near` are real names like an unknown one. */
export function phraseRefusal(refusal: Refusal, near: readonly NodeName[]): string {
  switch (refusal.kind) {
    case 'unknown name': {
      const { written, kinds, others } = refusal.claim;
      const noun = kinds?.[0] ? `no ${sayKind(kinds[0])}` : 'nothing';
      const [other] = others;
      const isA = other ? ` ${sayName(other.name)} is ${withArticle(sayKind(other.kind))} here.` : '';
      const ask = near.length > 0 ? ` Did you mean ${sayOptions(near)}?` : '';
      return `The project's graph has ${noun} called “${plain(written, 100)}”.${isA}${ask}`;
    }
    case 'ambiguous':
      return `“${plain(refusal.claim.written, 100)}” could be ${sayOptions(refusal.options)}. Which one do you mean?`;
    case 'mismatch': {
      const { node, wanted } = refusal;
      const kinds = wanted.slice(0, 3).map((kind) => sayKind(kind));
      const only =
        kinds.length > 0
          ? `, and the graph says this only of ${sayAnd(
              kinds.map((kind) => withArticle(kind)),
              'or',
            )}`
          : '';
      return `${sayName(node.name)} is ${withArticle(sayKind(node.kind))} here${only}.`;
    }
    case 'not held': {
      const words = sayAnd(refusal.words.slice(0, 5).map((word) => `“${plain(word, 100)}”`));
      const about =
        refusal.about.length > 0
          ? ` of ${sayAnd(refusal.about.slice(0, 3).map(({ name }) => sayName(name)))}`
          : '';
      return `The project's graph does not say this${about}: nothing in it answers ${words}. ${EXAMPLES}`;
    }
    case 'not understood':
      return `I could not read this as a question about the project's graph. ${EXAMPLES}`;
  }
}
