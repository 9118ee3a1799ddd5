import { requireRole } from '../../auth/roles.ts';
import { requireScope } from '../../auth/scopes.ts';
import type { Context } from '../../core/context.ts';
import { ParleyError } from '../../core/errors.ts';
import type { Uuid } from '../../core/ids.ts';
import type { Db } from '../../db/db.ts';
import { deleteNote, selectNotesOfIds } from '../../store/notes.ts';
import { runQueries } from '../../store/query.ts';

/**
 * Forgets a note, for whoever told it and for admins: no answer rests on it from now on. Throws `forbidden`, for others
 * too, or `not_found` (`note`).
 */
export async function forgetNote(db: Db, context: Context, id: Uuid): Promise<void> {
  requireScope(context, 'ai.chat:write');
  requireRole(context, 'admin', 'member');
  const { tenantId, actor, role } = context;
  const author = role === 'admin' ? null : actor;
  const [isGone, left] = await runQueries(db, { tenantId }, [
    deleteNote(tenantId, id, author),
    selectNotesOfIds(tenantId, [id]),
  ]);
  if (isGone) return;
  if (left.length > 0)
    throw new ParleyError('forbidden', 'Only who told a note, or an admin, can have it forgotten.', {
      subject: 'note',
    });
  throw new ParleyError('not_found', 'There is no note with that id.', { subject: 'note' });
}
