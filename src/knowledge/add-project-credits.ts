import { requireRole } from '../auth/roles.ts';
import { requireScope } from '../auth/scopes.ts';
import type { Context } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';
import type { Db } from '../db/db.ts';
import { addCredits, type CreditState, lockCredits } from '../store/project-credits.ts';
import type { Project } from '../store/projects.ts';
import { runQueries } from '../store/query.ts';
import { findProject, noProject } from './find-project.ts';

/** Of one amount, and of a project. */
export const MAX_CREDITS = 1_000_000_000;

/**
 * Adds AI credits to a project or, with a negative amount, takes some that no running answer has reserved. `reference`
 * as for `findProject`. Throws `forbidden`, `not_found`, `invalid_input` (`amount`) for zero and for more than a billion,
 * or `conflict` (`credits`) where there are not so many to take, or there would be more than a billion.
 */
export async function addProjectCredits(
  db: Db,
  context: Context,
  reference: string,
  amount: number,
): Promise<Project> {
  requireScope(context, 'projects:write');
  requireRole(context, 'admin');
  if (amount === 0 || !(Math.abs(amount) <= MAX_CREDITS)) throw invalidAmount();
  const { tenantId } = context;
  const project = await findProject(db, context, reference);
  const [, state] = await runQueries(db, { tenantId }, [
    lockCredits(tenantId, project.id),
    addCredits(tenantId, project.id, { amount, most: MAX_CREDITS, now: new Date() }),
  ]);
  if (state === undefined) throw noProject();
  if (state.newBalance === null) throw amount > 0 ? tooMany(state) : tooFew(state);
  return { ...project, aiCredits: state.newBalance };
}

const invalidAmount = () =>
  new ParleyError(
    'invalid_input',
    `amount must be a number from -${MAX_CREDITS} to ${MAX_CREDITS}, and not 0.`,
    {
      subject: 'amount',
    },
  );

const tooMany = ({ balance }: CreditState) =>
  new ParleyError('conflict', `The project has ${balance} AI credits; it can have ${MAX_CREDITS} at most.`, {
    subject: 'credits',
  });

function tooFew({ balance, held }: CreditState): ParleyError {
  const reserved = held > 0 ? `, of which ${held} are reserved by running answers` : '';
  return new ParleyError(
    'conflict',
    `The project has ${balance} AI credits${reserved}; so many cannot be taken.`,
    {
      subject: 'credits',
    },
  );
}
