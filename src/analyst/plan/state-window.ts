import type { TimeRange } from '../../store/incident-selection.ts';
import type { WindowMatch } from '../read/windows.ts';
import type { Stated } from './plan.ts';

const day = (date: Date): string => date.toISOString().slice(0, 10);

/** The window with its dates in the text, so that a reply always states what it counted over. */
export function statedWindow(window: WindowMatch): Stated<TimeRange> {
  const { from, to } = window.range;
  const last = to && day(new Date(to.getTime() - 1));
  const dates = from && last ? `${day(from)} to ${last}` : from ? `from ${day(from)} on` : `up to ${last}`;
  const single = from && last && day(from) === last;
  return {
    condition: window.range,
    text: single ? `${window.text} (UTC)` : `${window.text} (${dates}, UTC)`,
  };
}
