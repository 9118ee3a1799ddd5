import type { Meter } from '@opentelemetry/api';
import type { ModelCallFigures, Tracing } from './tracing.ts';

/** As the conventions recommend: 10 ms to 82 s, each twice the last, and 1 to 67 million tokens, each four times. */
const SECONDS_BUCKETS = Array.from({ length: 14 }, (_, step) => (2 ** step * 10) / 1000);
const TOKEN_BUCKETS = Array.from({ length: 14 }, (_, step) => 4 ** step);

/** Figures of model calls as the histograms that the GenAI conventions have for clients. */
export function figureRecorder(meter: Meter): Tracing['recordModelCall'] {
  const histogram = (name: string, unit: string, description: string, explicitBucketBoundaries: number[]) => {
    const made = meter.createHistogram(name, { unit, description, advice: { explicitBucketBoundaries } });
    return (value: number | null, attributes: Record<string, string>) => {
      // One value that is no number would spoil the sum for as long as the server runs.
      if (value !== null && Number.isFinite(value) && value >= 0) made.record(value, attributes);
    };
  };
  const duration = histogram(
    'gen_ai.client.operation.duration',
    's',
    'GenAI operation duration.',
    SECONDS_BUCKETS,
  );
  const firstToken = histogram(
    'gen_ai.client.operation.time_to_first_chunk',
    's',
    'Time to the first chunk of a streamed response.',
    SECONDS_BUCKETS,
  );
  const tokens = histogram(
    'gen_ai.client.token.usage',
    '{token}',
    'Number of input and output tokens used.',
    TOKEN_BUCKETS,
  );
  return (figures) => {
    const model = modelOf(figures);
    const { errorType } = figures;
    duration(figures.seconds, errorType === undefined ? model : { ...model, 'error.type': errorType });
    firstToken(figures.firstTokenSeconds, model);
    tokens(figures.promptTokens || null, { ...model, 'gen_ai.token.type': 'input' });
    tokens(figures.completionTokens || null, { ...model, 'gen_ai.token.type': 'output' });
  };
}

const modelOf = ({ provider, requestModel, responseModel }: ModelCallFigures): Record<string, string> => ({
  'gen_ai.operation.name': 'chat',
  'gen_ai.provider.name': provider,
  'gen_ai.request.model': requestModel,
  ...(responseModel === undefined ? {} : { 'gen_ai.response.model': responseModel }),
});
