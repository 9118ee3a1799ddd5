import type { StoredRunbook } from '../../store/runbook-pages.ts';

/** A runbook with what its uses come to. */
export interface RunbookView extends StoredRunbook {
  readonly usageCount: number;
  /** Uses that resolved the trouble by all uses, to four places; null while there are none. */
  readonly successRate: number | null;
}

export function viewRunbook(runbook: StoredRunbook): RunbookView {
  const { resolved, helped, failed } = runbook.uses;
  const usageCount = resolved + helped + failed;
  return {
    ...runbook,
    usageCount,
    successRate: usageCount === 0 ? null : Math.round((10_000 * resolved) / usageCount) / 10_000,
  };
}
