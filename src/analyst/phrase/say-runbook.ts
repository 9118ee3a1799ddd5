import type { Source } from '../../core/conversation.ts';
import type { Uuid } from '../../core/ids.ts';
import { plainBlocks } from '../../lib/plain-blocks.ts';
import { shorten } from '../../lib/shorten.ts';
import type { RunbookDetails } from '../../store/runbook-answers.ts';
import { runbookSource, sourceOf } from './reply.ts';

const STEP_CHARACTERS = 300;

interface Named {
  readonly id: Uuid;
  readonly externalId: string;
  readonly title: string;
}

/** A step on a line; one that is nothing but code stays as it is written. */
const inShort = (text: string): string => shorten(plainBlocks(text) || text, STEP_CHARACTERS);

/** A runbook with its first steps, each with the incident that it was taken from, and what that rests on. */
export function sayRunbook(
  runbook: RunbookDetails,
  incidents: readonly Named[],
): [text: string, sources: Source[]] {
  const byId = new Map(incidents.map((incident) => [incident.id, incident]));
  const lines = runbook.steps.map(({ text, incidentId }, index) => {
    const from = incidentId === null ? undefined : byId.get(incidentId);
    return `${index + 1}. ${inShort(text)}${from ? ` (from “${from.title}”)` : ''}`;
  });
  const more = runbook.stepCount - runbook.steps.length;
  const origin = runbook.isDrafted ? 'drafted from what resolved its incidents' : 'imported';
  const steps = runbook.stepCount === 0 ? ', without steps' : ':';
  const text = [
    `Runbook “${runbook.title}” (${origin})${steps}`,
    ...lines,
    ...(more > 0 ? [`… and ${more} more steps.`] : []),
  ].join('\n');
  const used = runbook.steps.flatMap(({ incidentId }) =>
    incidentId === null ? [] : (byId.get(incidentId) ?? []),
  );
  return [text, [runbookSource(runbook), ...used.map(sourceOf)]];
}
