import { ParleyError } from '../../core/errors.ts';
import { prefixedId, type Uuid } from '../../core/ids.ts';
import type { Pattern } from '../../core/pattern.ts';
import type { Tx } from '../../db/db.ts';
import { patternIn } from './pattern-access.ts';

/** The pattern, unless it is a part of another. Throws `not_found` (`pattern`) or `conflict` (`pattern`). */
export async function unmergedPattern(tx: Tx, tenantId: Uuid, id: Uuid): Promise<Pattern> {
  const pattern = await patternIn(tx, tenantId, id);
  if (pattern.mergedInto !== null)
    throw refusal(pattern, `is a part of ${shown(pattern.mergedInto)} now; use that one`);
  return pattern;
}

/** The pattern, as long as lists show it. Throws as `unmergedPattern`. */
export async function standingPattern(tx: Tx, tenantId: Uuid, id: Uuid): Promise<Pattern> {
  const pattern = await unmergedPattern(tx, tenantId, id);
  if (pattern.dismissedAt !== null) throw refusal(pattern, 'is dismissed; restore it first');
  if (pattern.vanishedAt !== null) throw refusal(pattern, 'has fewer than two incidents left');
  return pattern;
}

const shown = (id: Uuid): string => prefixedId('ptn', id);

const refusal = ({ id }: Pattern, why: string) =>
  new ParleyError('conflict', `The pattern ${shown(id)} ${why}.`, { subject: 'pattern' });
