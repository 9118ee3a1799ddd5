import type { Vocabularies } from '../analyst/vocabulary/tenant-vocabulary.ts';
import type { Config } from '../config/settings.ts';
import { BUILTIN, type ModelChoice, writeModelName } from '../core/model-name.ts';
import { createEvidenceSources } from '../evidence/evidence-sources.ts';
import { priceOf } from '../limits/prices.ts';
import type { Answerer } from '../models/answerer.ts';
import { answererChain } from '../models/answerer-chain.ts';
import { chooseModel } from '../models/calls/choose-model.ts';
import { tokenCounter } from '../models/calls/count-tokens.ts';
import { connectModel } from '../models/calls/providers.ts';
import { createModelAnswerer, type ModelAnswererParts } from '../models/model-answerer.ts';
import type { Tracing } from '../telemetry/tracing.ts';
import type { OpenedAnswerer, Surroundings } from './opened-answerer.ts';

/** What answers without a model, and what models lean on. */
interface WithoutModel {
  readonly analyst: Answerer;
  readonly builtin: Answerer;
  readonly vocabularies: Vocabularies;
}

/** The configured language models as a chain, from which a caller may choose another first one. */
export async function openModels(
  { db, config, tracing, logger, findDocuments, findSimilar }: Surroundings,
  { analyst, builtin, vocabularies }: WithoutModel,
): Promise<OpenedAnswerer> {
  const configured: readonly ModelChoice[] = [...config.models, ...(config.offeredModels ?? [])];
  const parts: ModelAnswererParts = {
    sourceOf: createEvidenceSources({ db, analyst, vocabularies, findDocuments, findSimilar }),
    builtin,
    settings: draftSettings(config, tracing),
  };
  const open = remembering(async (choice) =>
    choice === BUILTIN ? builtin : createModelAnswerer(await connectModel(choice, config), parts),
  );
  const chainOf = (first: Answerer, others: readonly Answerer[]) =>
    answererChain([first, ...others], config.modelDeadlineMs, (model, err) =>
      logger.warn({ model, err }, 'a model did not answer'),
    );
  const [first = builtin, ...others] = await Promise.all(config.models.map(open));
  // Its table takes a quarter of a second to read, in which no running turn could be stopped.
  await tokenCounter();
  const usual = chainOf(first, others);
  return {
    offers: (model) => chooseModel(model, configured) !== undefined,
    answerer: {
      name: usual.name,
      async *answer(request) {
        const choice = chooseModel(request.generation.model ?? '', configured);
        if (choice === undefined) return yield* usual.answer(request);
        const chosen = await open(choice);
        const rest = [first, ...others].filter((each) => each !== chosen);
        yield* chainOf(chosen, rest).answer(request);
      },
    },
  };
}

/** Opens each model once: its circuit breaker holds for all who name it. */
function remembering(
  open: (choice: ModelChoice) => Promise<Answerer>,
): (choice: ModelChoice) => Promise<Answerer> {
  const opened = new Map<string, Promise<Answerer>>();
  return (choice) => {
    const name = writeModelName(choice);
    const known = opened.get(name) ?? open(choice);
    opened.set(name, known);
    return known;
  };
}

const draftSettings = (config: Config, tracing: Tracing): ModelAnswererParts['settings'] => ({
  grounding: config.grounding,
  deadlineMs: config.modelDeadlineMs,
  promptTokens: config.modelPromptTokens,
  replyTokens: config.modelReplyTokens,
  steps: config.modelSteps,
  redact: config.redact,
  call: {
    firstTokenMs: config.modelFirstTokenMs,
    idleMs: config.modelIdleMs,
    retries: config.modelRetries,
    priceOf: (model, usage) => priceOf(config.modelPrices, model, usage),
    tracing,
  },
});
