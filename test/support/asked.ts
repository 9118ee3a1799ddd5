import type { ModelCall } from '../../src/core/model-call.ts';
import type { AnswerRequest } from '../../src/models/answerer.ts';
import { noTracing } from '../../src/telemetry/tracing.ts';

type Needed = Pick<AnswerRequest, 'context' | 'question'>;

/** A question about the incident history as a turn would ask it, unless told otherwise; `calls` gets the model's calls. */
export const asked = (needed: Needed & Partial<AnswerRequest>, calls: ModelCall[] = []): AnswerRequest => ({
  now: new Date('2026-11-20T12:00:00Z'),
  ground: { kind: 'history' },
  history: [],
  instructions: [],
  generation: {},
  incidentId: null,
  alertId: null,
  knowledgeVersion: 0,
  template: { id: 'history', version: 1, body: 'You help engineers.' },
  onModelCall: (call) => calls.push(call),
  span: noTracing.begin('test'),
  ...needed,
});
