import type { z } from 'zod';
import { type IdPrefix, parseId, prefixedId, type Uuid } from '../../core/ids.ts';
import type { Pattern, SimilarPattern } from '../../core/pattern.ts';
import type { Services } from '../services.ts';
import type {
  changeList,
  extractionBody,
  feedbackBody,
  patternBody,
  patternList,
  similarList,
} from './pattern-schema.ts';

type Verbs = Services['patterns'];
type Answer<Name extends keyof Verbs> = Awaited<ReturnType<Verbs[Name]>>;

const patternId = (id: Uuid): string => prefixedId('ptn', id);
const incidentId = (id: Uuid): string => prefixedId('inc', id);
const time = (at: Date | null): string | null => at?.toISOString() ?? null;

const encodeListed = (pattern: Pattern) => ({
  patternId: patternId(pattern.id),
  title: pattern.title,
  confidence: pattern.confidence,
  occurrences: pattern.occurrences,
  status: pattern.status,
  createdAt: pattern.createdAt.toISOString(),
  lastSeenAt: time(pattern.lastSeenAt),
});

export const encodePatterns = ({
  items,
  count,
  nextCursor,
}: Answer<'list'>): z.input<typeof patternList> => ({
  patterns: items.map(encodeListed),
  count,
  cursor: nextCursor,
});

export function encodePattern(view: Answer<'find'>): z.input<typeof patternBody> {
  const { pattern, members, recovery, resolutions, feedback, comments, runbookIds } = view;
  const { mergedInto } = pattern;
  return {
    ...encodeListed(pattern),
    titleGiven: pattern.isGivenTitle,
    summary: pattern.summary,
    firstSeenAt: time(pattern.firstSeenAt),
    services: [...pattern.services],
    triggers: [...pattern.triggers],
    shared: [...pattern.shared],
    members: members.map((member) => ({
      incidentId: incidentId(member.incidentId),
      externalId: member.externalId,
      title: member.title,
      startedAt: time(member.startedAt),
      similarity: member.similarity,
      reasons: member.reasons.map(({ field, terms }) => ({ field, terms: [...terms] })),
      pinned: member.isPinned,
    })),
    recovery,
    resolutions: resolutions.map(({ incidentId: id, text }) => ({ incidentId: incidentId(id), text })),
    feedback: { ...feedback, comments: comments.map(encodeComment) },
    runbookIds: runbookIds.map((id) => prefixedId('rbk', id)),
    dismissedAt: time(pattern.dismissedAt),
    mergedInto: mergedInto && patternId(mergedInto),
    vanishedAt: time(pattern.vanishedAt),
  };
}

const encodeComment = (comment: Answer<'find'>['comments'][number]) => ({
  ...comment,
  feedbackId: prefixedId('fbk', comment.feedbackId),
  incidentId: incidentId(comment.incidentId),
  createdAt: comment.createdAt.toISOString(),
});

export const encodeSimilar = (similar: readonly SimilarPattern[]): z.input<typeof similarList> => ({
  similar: similar.map(({ pattern, similarity }) => ({
    patternId: patternId(pattern.id),
    title: pattern.title,
    similarity,
    confidence: pattern.confidence,
    status: pattern.status,
    occurrences: pattern.occurrences,
  })),
});

export const encodeFeedback = (given: Answer<'giveFeedback'>): z.input<typeof feedbackBody> => ({
  feedbackId: prefixedId('fbk', given.feedbackId),
  incidentId: incidentId(given.incidentId),
  patternId: given.patternId && patternId(given.patternId),
  type: given.type,
  updatedConfidence: given.updatedConfidence,
  createdAt: given.createdAt.toISOString(),
});

export const encodeExtraction = (view: Answer<'extraction'>): z.input<typeof extractionBody> => ({
  ...view,
  extractedAt: time(view.extractedAt),
  nextAttemptAt: time(view.nextAttemptAt),
});

/** What of a change's detail is an id, and of what. */
const ID_FIELDS: Readonly<Record<string, IdPrefix>> = {
  incidentId: 'inc',
  incidentIds: 'inc',
  patternId: 'ptn',
  from: 'ptn',
  into: 'ptn',
  feedbackId: 'fbk',
};

export const encodeChanges = ({ items, nextCursor }: Answer<'changes'>): z.input<typeof changeList> => ({
  items: items.map(({ at, actor, kind, detail }) => ({
    at: at.toISOString(),
    actor,
    kind,
    detail: Object.fromEntries(
      Object.entries(detail).map(([name, value]) => [name, withPrefix(ID_FIELDS[name], value)]),
    ),
  })),
  nextCursor,
});

function withPrefix(prefix: IdPrefix | undefined, value: unknown): unknown {
  if (prefix === undefined) return value;
  if (Array.isArray(value)) return value.map((each) => withPrefix(prefix, each));
  const id = typeof value === 'string' ? parseId(prefix, value) : undefined;
  return id === undefined ? value : prefixedId(prefix, id);
}
