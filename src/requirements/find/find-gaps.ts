import { isRequirement, type Judged } from '../read/judge-statements.ts';
import { quantitiesOf } from '../read/quantities-of.ts';
import { type ChecklistRow, checklistRows, type ReadyRow, speaksOf } from '../vocabulary/checklist.ts';
import { peopleIn } from './people.ts';

/** Something that the text and the conversation nowhere speak of. */
export interface Gap {
  readonly row: ChecklistRow;
  /** The line that the question is best asked of. */
  readonly anchor: Judged | null;
}

const isAmountOf = (row: ChecklistRow, statement: Judged): boolean =>
  row.dimensions !== undefined &&
  (isRequirement(statement) || statement.kind === 'goal') &&
  quantitiesOf(statement).some(({ dimension }) =>
    row.dimensions?.some((name) => dimension === name || dimension.startsWith(`${name} `)),
  );

/** A goal with a figure measures success without the word. */
const isMeasuredGoal = (statement: Judged): boolean =>
  statement.kind === 'goal' && quantitiesOf(statement).length > 0;

function mentions(ready: ReadyRow, statement: Judged): boolean {
  if (ready.row.name === 'Users and roles' && peopleIn(statement).length > 0) return true;
  if (ready.row.name === 'Scope' && statement.kind === 'excluded') return true;
  if (speaksOf(ready, statement.words) || isAmountOf(ready.row, statement)) return true;
  return (
    ready.row.name === 'Measures of success' && (isMeasuredGoal(statement) || statement.section === 'measure')
  );
}

const MOST_ANCHOR_CHARACTERS = 160;

/** The statement with most of the row's anchor words; a goal for the measures of success. */
function anchorOf({ row, anchors }: ReadyRow, statements: readonly Judged[]): Judged | null {
  const short = statements.filter(({ text }) => text.length <= MOST_ANCHOR_CHARACTERS);
  if (row.name === 'Measures of success') return short.find(({ kind }) => kind === 'goal') ?? null;
  const weigh = ({ words, strength, says }: Judged): number => {
    if (says === 'forbid') return 0;
    const number = words.filter(({ stem }) => anchors.has(stem)).length;
    return number === 0 ? 0 : number + (strength === 'must' ? 0.5 : strength === 'could' ? -0.5 : 0);
  };
  const fitting = short.filter((statement) => isRequirement(statement) && weigh(statement) > 0);
  const sorted = fitting.toSorted((a, b) => weigh(b) - weigh(a));
  // What was said later must not change a question that was asked before.
  return sorted.find(({ place }) => place.kind === 'line') ?? sorted[0] ?? null;
}

/** Rows of the checklist that no statement speaks of; a heading or a line of code counts as speaking. */
export function findGaps(statements: readonly Judged[]): Gap[] {
  return checklistRows
    .filter((ready) => !statements.some((statement) => mentions(ready, statement)))
    .map((ready) => ({ row: ready.row, anchor: anchorOf(ready, statements) }));
}
