import type { Coverage } from '../../store/incident-figures.ts';
import type { TimeRange } from '../../store/incident-selection.ts';

/** True when the window lies wholly outside what the history covers: a zero there is no figure but a lack of data. */
export function isOutside({ first, last }: Coverage, window: TimeRange | null): boolean {
  if (!window || !first || !last) return false;
  return (
    (window.from !== undefined && window.from > last.at) || (window.to !== undefined && window.to <= first.at)
  );
}
