import { ParleyError } from '../core/errors.ts';
import type { Ground } from '../core/evidence.ts';
import { retrievalAttributes, spanNames } from '../telemetry/genai-attributes.ts';
import type { AnswerEvent, Answerer, AnswerRequest } from './answerer.ts';
import { ModelFailure } from './calls/model-failure.ts';
import type { ConnectedModel } from './calls/providers.ts';
import type { Draft, DraftInput, DraftSettings } from './drafts/draft.ts';
import { draftReply } from './drafts/draft-reply.ts';
import { complaintAbout, type Findings, findingsOf, isSound, refuses } from './drafts/judge-draft.ts';
import type { EvidenceSource, Gathered } from './evidence.ts';

export interface ModelAnswererParts {
  readonly sourceOf: (ground: Ground) => EvidenceSource;
  /** Speaks in place of a model whose reply failed its checks twice. */
  readonly builtin: Answerer;
  readonly settings: DraftSettings & {
    readonly grounding: 'flag' | 'strict';
    /** For a model that is asked by itself. */
    readonly deadlineMs: number;
  };
}

/**
 * A language model as an answerer: it writes from gathered evidence and its own look-ups, and what it writes is
 * checked against them. Throws `model_unavailable` when it does not answer.
 */
export function createModelAnswerer(model: ConnectedModel, parts: ModelAnswererParts): Answerer {
  return {
    name: model.name,
    async *answer(request): AsyncGenerator<AnswerEvent> {
      const source = parts.sourceOf(request.ground);
      const gathered = await gather(source, request);
      if (gathered.reply !== null) return yield* withoutModel(gathered.reply, gathered);
      const { settings } = parts;
      const writing: Writing = {
        model,
        settings,
        request,
        gathered,
        tools: settings.steps > 0 ? source.tools : [],
        deadline: request.deadline ?? performance.now() + settings.deadlineMs,
      };
      if (gathered.evidence.length > 0)
        yield { type: 'progress', step: 'Looked for what the answer can rest on' };
      try {
        if (settings.grounding === 'strict') yield* strictReply(writing, parts.builtin);
        else yield* flaggedReply(writing);
      } catch (error) {
        throw error instanceof ModelFailure ? unavailable(error) : error;
      }
    },
  };
}

async function gather(source: EvidenceSource, request: AnswerRequest): Promise<Gathered> {
  const { kind } = request.ground;
  const span = request.span.child(
    spanNames.retrieval(kind),
    'internal',
    retrievalAttributes({ source: kind }),
  );
  try {
    const gathered = await source.gather(request);
    span.set(retrievalAttributes({ source: kind, found: gathered.evidence.length }));
    return gathered;
  } catch (error) {
    span.fail(error);
    throw error;
  } finally {
    span.end();
  }
}

type Writing = Omit<DraftInput, 'complaint'>;

/** Streams the reply as it comes, and tells at its end what the checks found. */
async function* flaggedReply(writing: Writing): AsyncGenerator<AnswerEvent> {
  const draft = yield* draftReply({ ...writing, complaint: null });
  const findings = findingsOf(draft, writing);
  const note = draft.brokenBy === undefined ? noteAbout(draft, findings, writing.request) : '';
  if (note !== '') yield { type: 'text', text: note };
  yield finishOf(draft, findings, writing.gathered, { regenerations: 0, isReplaced: false });
  if (draft.brokenBy) throw unavailable(draft.brokenBy);
}

/** Says nothing until a whole reply is sound; two that are not give way to the built-in answer. */
async function* strictReply(writing: Writing, builtin: Answerer): AsyncGenerator<AnswerEvent> {
  let complaint: string | null = null;
  for (let regenerations = 0; ; regenerations++) {
    const { texts, draft } = yield* inSilence(draftReply({ ...writing, complaint }));
    if (draft.brokenBy) throw unavailable(draft.brokenBy);
    const findings = findingsOf(draft, writing);
    const corrections = { regenerations, isReplaced: false };
    if (draft.brokenBy === null || isSound(findings)) {
      for (const text of texts) yield { type: 'text', text };
      const note = draft.brokenBy === undefined ? noteAbout(draft, findings, writing.request) : '';
      if (note !== '') yield { type: 'text', text: note };
      return yield finishOf(draft, findings, writing.gathered, corrections);
    }
    complaint = complaintAbout(findings);
    if (regenerations === 0) continue;
    const { checks } = finishOf(draft, findings, writing.gathered, { regenerations, isReplaced: true });
    return yield* replacement(writing.request, builtin, checks);
  }
}

type Finish = Extract<AnswerEvent, { type: 'finish' }>;

/** The built-in answer, with what was wrong about the one that it replaces. */
async function* replacement(
  request: AnswerRequest,
  builtin: Answerer,
  checks: Finish['checks'],
): AsyncGenerator<AnswerEvent> {
  yield { type: 'speaker', name: builtin.name };
  for await (const event of builtin.answer(request))
    yield event.type === 'finish' && checks ? { ...event, checks } : event;
}

async function* inSilence(
  drafting: ReturnType<typeof draftReply>,
): AsyncGenerator<AnswerEvent, { texts: string[]; draft: Draft }> {
  const texts: string[] = [];
  for (;;) {
    const next = await drafting.next();
    if (next.done) return { texts, draft: next.value };
    if (next.value.type === 'text') texts.push(next.value.text);
    else yield next.value;
  }
}

const UNANSWERED: Readonly<Record<Ground['kind'], string>> = {
  history: 'The history does not answer this question.',
  project: 'What is known of the project does not answer this question.',
  documents: 'The documents do not answer this question.',
  'given text': 'The text does not answer this question.',
};

const UNSUPPORTED: Readonly<Record<Ground['kind'], string>> = {
  history: 'No source in the history supports this; take it as unconfirmed.',
  project: 'No source in the project or the history supports this; take it as unconfirmed.',
  documents: 'No passage of the documents supports this; take it as unconfirmed.',
  'given text': '',
};

const FILTERED = 'The provider of the language model held its answer back.';

/** What an honest reply says beside what the model said. */
function noteAbout({ reply, finishReason }: Draft, findings: Findings, { ground }: AnswerRequest): string {
  if (reply.text.trim() === '') return finishReason === 'content_filter' ? FILTERED : UNANSWERED[ground.kind];
  return findings.isUncited ? `\n\n${UNSUPPORTED[ground.kind]}` : '';
}

function finishOf(
  draft: Draft,
  findings: Findings,
  { passages, state }: Gathered,
  corrections: { readonly regenerations: number; readonly isReplaced: boolean },
): Finish {
  const { reply, finishReason, toolCalls, usage, droppedTurns, redactions, brokenBy } = draft;
  const { citations } = reply.citations;
  const sources = [...new Map(citations.map(({ source }) => [source.id, source])).values()];
  return {
    type: 'finish',
    sources,
    citations: [...citations],
    passages,
    usage,
    finishReason: brokenBy === undefined ? finishReason : 'error',
    ...(brokenBy === undefined ? {} : { isPartial: true }),
    abstained: refuses(draft) || findings.isUncited || reply.text.trim() === '',
    inputRequired: false,
    state,
    checks: {
      ...findings,
      removedCitations: reply.citations.removed,
      removedLinks: reply.links.removed,
      droppedTurns,
      redactions,
      toolCalls,
      ...corrections,
    },
  };
}

function* withoutModel(
  { text, asksBack }: NonNullable<Gathered['reply']>,
  { passages, state }: Gathered,
): Generator<AnswerEvent> {
  yield { type: 'text', text };
  yield { type: 'finish', sources: [], passages, abstained: !asksBack, inputRequired: asksBack, state };
}

/** Soon enough for a person who waits, seldom enough for a provider that is down. */
const USUAL_RETRY_SECONDS = 5;

function unavailable(failure: ModelFailure): ParleyError {
  const { retryAfterMs } = failure;
  return new ParleyError('model_unavailable', 'No language model answers at the moment. Try again shortly.', {
    retryAfterSeconds:
      retryAfterMs === null ? USUAL_RETRY_SECONDS : Math.max(1, Math.ceil(retryAfterMs / 1000)),
    cause: failure,
  });
}
