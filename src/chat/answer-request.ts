import type { Context } from '../core/context.ts';
import type { TurnRequest } from '../core/conversation.ts';
import type { AnswerRequest } from '../models/answerer.ts';
import type { Span } from '../telemetry/tracing.ts';
import type { Heard } from './hear.ts';
import type { Session } from './load-session.ts';
import { renderTemplate, templateValues } from './prompts/template-variables.ts';

interface Asked {
  readonly context: Context;
  readonly request: TurnRequest;
  readonly question: string;
  readonly session: Session;
  readonly heard: Heard;
  readonly span: Span;
}

/** All that an answerer needs to know of a turn. */
export function answerRequest({ context, request, question, session, heard, span }: Asked): AnswerRequest {
  const { ground, now, generation = {}, signal } = request;
  const { template, organisation } = session;
  return {
    context,
    question,
    now,
    ground,
    generation,
    history: session.history,
    instructions: session.instructions,
    incidentId: session.incidentId,
    alertId: session.alertId,
    knowledgeVersion: session.knowledgeVersion,
    template: {
      ...template,
      body: renderTemplate(template.body, templateValues(ground, organisation, now)),
    },
    onModelCall: (call) => heard.calls.push(call),
    span,
    ...(signal ? { signal } : {}),
  };
}
