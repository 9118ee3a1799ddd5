import type { UsageReport } from '../../limits/usage-report.ts';
import type { UsageBody, UsageFiguresBody, UsageRowBody } from './schema.ts';

type Item = UsageReport['items'][number];

/** A report as `GET /v1/usage` and `parley usage --json` write it. */
export const encodeUsage = ({ from, to, by, items, totals }: UsageReport): UsageBody => ({
  from,
  to,
  by: [...by],
  items: items.map(encodeRow),
  totals: encodeFigures(totals),
});

const encodeRow = ({ day, provider, model, dialect, project, ...figures }: Item): UsageRowBody => ({
  ...(day === undefined ? {} : { day }),
  ...(model === undefined ? {} : { provider, model }),
  ...(dialect === undefined ? {} : { dialect }),
  ...(project === undefined ? {} : { project }),
  ...encodeFigures(figures),
});

const encodeFigures = (figures: UsageReport['totals']): UsageFiguresBody => ({
  calls: figures.calls,
  answered: figures.answered,
  failed: figures.failed,
  stopped: figures.stopped,
  prompt_tokens: figures.promptTokens,
  cached_tokens: figures.cachedTokens,
  completion_tokens: figures.completionTokens,
  estimated_calls: figures.estimatedCalls,
  price: figures.price,
  unpriced_calls: figures.unpricedCalls,
});
