import type { Uuid } from '../../core/ids.ts';
import type { Db } from '../../db/db.ts';
import type { PresenceCondition, Selection } from '../../store/incident-selection.ts';
import type { Plan, Subject } from '../plan/plan.ts';
import type { Facts } from './facts.ts';

/** What a plan runs over. */
export interface Run {
  readonly db: Db;
  readonly tenantId: Uuid;
}

/** Runs plans of one kind. */
export type Runner<Kind extends Plan['kind']> = (
  plan: Extract<Plan, { kind: Kind }>,
  run: Run,
) => Promise<Facts>;

/** Most sources that one reply names. */
export const MOST_SOURCES = 50;

/** The selection narrowed to incidents that have the field recorded, or have not. */
export const withPresence = (
  selection: Selection,
  field: PresenceCondition['field'],
  present: boolean,
): Selection => ({ ...selection, presence: [...selection.presence, { field, present }] });

/** The subject's incidents that have no start: its window can neither hold them nor leave them out. */
export const undated = (subject: Subject): Subject => ({
  ...subject,
  window: null,
  weekdays: null,
  presence: [
    ...subject.presence,
    { condition: { field: 'start', present: false }, text: 'without a recorded start' },
  ],
});
