import type { Intent } from '../talk/intent.ts';
import { answerLines, answerReword } from './answer-lines.ts';
import { answerCount, answerGoals, answerList, answerUsers } from './answer-lists.ts';
import { answerLookup } from './answer-lookup.ts';
import { answerOverview, answerRecap, answerUnreadable } from './answer-overview.ts';
import { answerMore, answerPoints } from './answer-points.ts';
import { type Answer, type Material, plural } from './material.ts';

const ABILITIES =
  'I discuss the requirements in the given text. Ask for its goals, its requirements (all, or about one thing), vague words, contradictions, gaps, users, a line by its number, or the next question.';

const NO_CODE =
  'I have only the given text and this conversation, no code: what is built already, where, and with what effort I cannot tell.';

/** Code is out of reach; what the text says of the matter is quoted. */
function answerCode(material: Material, { topic }: Intent): Answer {
  const found = topic === null ? null : answerLookup(material, topic);
  const lines = found === null || found.abstained ? [] : found.sections;
  return { sections: [{ title: null, lead: NO_CODE }, ...lines], abstained: lines.length === 0 };
}

/** The whole overview is given once; after that only how things stand. */
function answerGenerally(material: Material): Answer {
  const { conversation } = material;
  if (!conversation.hadOverview) return answerOverview(material);
  const more = answerMore(material);
  const open = conversation.points.length;
  const lead = `${plural(open, 'point')} ${open === 1 ? 'is' : 'are'} open.`;
  return { ...more, sections: [{ title: null, lead }, ...more.sections] };
}

/** Answers one thing that is asked; null stands for a message that asks nothing in particular. */
export function answerIntent(material: Material, intent: Intent | null): Answer {
  const first = !material.conversation.hasReplies;
  const kind = intent?.kind ?? 'unclear';
  const topic = intent?.topic ?? null;
  if (!material.isReadable && kind !== 'lookup' && kind !== 'code' && kind !== 'lines')
    return first ? answerUnreadable(material) : { sections: [], abstained: true };
  switch (kind) {
    case 'overview':
      return answerGenerally(material);
    case 'requirements':
      return first && topic === null ? answerOverview(material) : answerList(material, kind, topic);
    case 'must':
    case 'optional':
    case 'constraints':
    case 'scope':
      return answerList(material, kind, topic);
    case 'contradictions':
    case 'vague':
    case 'gaps':
    case 'open':
      return answerPoints(material, kind, topic);
    case 'goals':
      return answerGoals(material);
    case 'users':
      return answerUsers(material);
    case 'count':
      return answerCount(material);
    case 'lookup':
      return topic === null ? answerGenerally(material) : answerLookup(material, topic);
    case 'lines':
      return intent ? answerLines(material, intent) : answerGenerally(material);
    case 'reword':
      return intent ? answerReword(material, intent) : answerGenerally(material);
    case 'code':
      return intent ? answerCode(material, intent) : answerGenerally(material);
    case 'more':
      return first ? answerOverview(material) : answerMore(material);
    case 'recap':
      return answerRecap(material);
    case 'next question':
      return { sections: [], abstained: false };
    case 'thanks':
      return first ? answerOverview(material) : { sections: [], abstained: false };
    case 'unclear':
      return first
        ? answerOverview(material)
        : { sections: [{ title: null, lead: ABILITIES }], abstained: false };
  }
}
