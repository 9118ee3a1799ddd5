import type { z } from 'zod';
import { prefixedId } from '../../core/ids.ts';
import type { Insight } from '../../core/insight.ts';
import type { Services } from '../services.ts';
import type { insightBody, insightList, runBody } from './insight-schema.ts';

type Page = Awaited<ReturnType<Services['insights']['list']>>;
type Details = Awaited<ReturnType<Services['insights']['find']>>;
type Run = Awaited<ReturnType<Services['insights']['run']>>;

const encodeInsight = (insight: Insight): z.input<typeof insightList>['items'][number] => ({
  insightId: prefixedId('ins', insight.id),
  category: insight.category,
  severity: insight.severity,
  title: insight.title,
  summary: insight.summary,
  affectedServices: [...insight.affectedServices],
  incidentCount: insight.incidentCount,
  generatedAt: insight.generatedAt.toISOString(),
  kind: insight.kind,
  arithmetic: { ...insight.arithmetic },
  incidents: insight.incidentIds.map((id) => prefixedId('inc', id)),
  patternId: insight.patternId === null ? null : prefixedId('ptn', insight.patternId),
});

export const encodeInsights = ({ items, total, nextCursor }: Page): z.input<typeof insightList> => ({
  items: items.map(encodeInsight),
  total,
  nextCursor,
});

export const encodeInsightDetails = (insight: Details): z.input<typeof insightBody> => ({
  ...encodeInsight(insight),
  endedAt: insight.endedAt?.toISOString() ?? null,
  incidentDetails: insight.incidents.map(({ id, externalId, title }) => ({
    ...{ incidentId: prefixedId('inc', id), externalId, title },
  })),
});

export const encodeRun = ({ generatedAt, found, ended, history }: Run): z.input<typeof runBody> => ({
  generatedAt: generatedAt.toISOString(),
  ...{ found, ended },
  history: {
    incidents: history.incidents,
    firstStartedAt: history.firstStartedAt?.toISOString() ?? null,
    lastStartedAt: history.lastStartedAt?.toISOString() ?? null,
  },
});
