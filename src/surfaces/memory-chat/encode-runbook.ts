import type { z } from 'zod';
import { prefixedId } from '../../core/ids.ts';
import type { StepSource } from '../../core/runbook.ts';
import type { Services } from '../services.ts';
import type { runbookBody, runbookList, useBody } from './runbook-schema.ts';

type Page = Awaited<ReturnType<Services['runbooks']['list']>>;
type Details = Awaited<ReturnType<Services['runbooks']['find']>>;
type Use = Awaited<ReturnType<Services['runbooks']['recordUse']>>;

const encodeRunbook = (runbook: Page['items'][number]): z.input<typeof runbookList>['items'][number] => ({
  runbookId: prefixedId('rbk', runbook.id),
  title: runbook.title,
  services: [...runbook.services],
  steps: runbook.steps.map(({ text }) => text),
  successRate: runbook.successRate,
  usageCount: runbook.usageCount,
  lastUsedAt: runbook.uses.lastUsedAt?.toISOString() ?? null,
  generatedAt: runbook.generatedAt.toISOString(),
  origin: runbook.origin,
  stepSources: runbook.steps.map(({ sources }) =>
    sources.map(({ incidentId }) => prefixedId('inc', incidentId)),
  ),
});

export const encodeRunbooks = ({ items, total, nextCursor }: Page): z.input<typeof runbookList> => ({
  items: items.map(encodeRunbook),
  total,
  nextCursor,
});

const encodeUse = (
  use: Details['latestUses'][number],
): z.input<typeof runbookBody>['latestUses'][number] => ({
  useId: use.id,
  runbookId: prefixedId('rbk', use.runbookId),
  outcome: use.outcome,
  incidentId: use.incidentId === null ? null : prefixedId('inc', use.incidentId),
  comment: use.comment,
  usedAt: use.usedAt.toISOString(),
});

export const encodeRecordedUse = (use: Use): z.input<typeof useBody> => ({
  ...encodeUse(use),
  usageCount: use.usageCount,
  successRate: use.successRate,
});

export function encodeRunbookDetails(runbook: Details): z.input<typeof runbookBody> {
  const incidents = new Map(runbook.incidents.map((incident) => [incident.id, incident]));
  const sourcesOf = (sources: readonly StepSource[]) =>
    sources.flatMap(({ incidentId, part, quote }) => {
      const incident = incidents.get(incidentId);
      if (incident === undefined) return [];
      const { externalId, title } = incident;
      return [{ incidentId: prefixedId('inc', incidentId), externalId, title, part, quote }];
    });
  const { resolved, helped, failed } = runbook.uses;
  return {
    ...encodeRunbook(runbook),
    alerts: [...runbook.alerts],
    stepDetails: runbook.steps.map(({ text, phase, sources }) => ({
      ...{ text, phase, sources: sourcesOf(sources) },
    })),
    prevention: runbook.prevention.map(({ text, sources }) => ({ text, sources: sourcesOf(sources) })),
    patterns: runbook.patterns.map(({ patternId, title, score, reasons }) => ({
      ...{ patternId: prefixedId('ptn', patternId), title, score },
      reasons: reasons.map((reason) =>
        reason.rule === 'title' ? { ...reason, terms: [...reason.terms] } : reason,
      ),
    })),
    outcomes: { resolved, helped, failed },
    latestUses: runbook.latestUses.map(encodeUse),
  };
}
