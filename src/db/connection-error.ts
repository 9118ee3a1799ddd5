import pg from 'pg';
import { ParleyError } from '../core/errors.ts';

// Classes 08 (connection), 53 (resources), 57P (shutdown) and 28 (refused login): nothing the statement did.
const CONNECTION_STATES = /^(08|53|57P|28)/;
const STATEMENT_TIMEOUT = '57014';
const NO_SUCH_DATABASE = '3D000';

/** The five characters with which PostgreSQL names what went wrong (`23505`); undefined for any other error. */
function sqlState(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined;
}

const unavailable = (message: string, cause: unknown) =>
  new ParleyError('unavailable', message, { cause, retryAfterSeconds: 5 });

/** A failed attempt to connect, without the address or the user, which stay in the cause. */
export const connectError = (cause: unknown) =>
  cause instanceof ParleyError ? cause : unavailable(whyNotConnected(sqlState(cause)), cause);

function whyNotConnected(state: string | undefined): string {
  if (state === NO_SUCH_DATABASE)
    return 'The server has no database of that name. Create it, or correct the address.';
  return state?.startsWith('28')
    ? 'The database refused the login. Check the user and the password in its address.'
    : 'The database cannot be reached. Check that it runs and that its address is right.';
}

/** A failed statement as it is; `unavailable` where the connection broke (`lost`) or the time ran out. */
export function statementError(error: unknown, lost: boolean): unknown {
  const state = sqlState(error);
  if (state === STATEMENT_TIMEOUT) return unavailable('The database took too long to answer.', error);
  if (lost || (state !== undefined && CONNECTION_STATES.test(state)))
    return unavailable('The connection to the database broke. Try again shortly.', error);
  return error;
}
