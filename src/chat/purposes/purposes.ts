import type { Ground } from '../../core/evidence.ts';
import type { Purpose } from './purpose.ts';
import { roadmapRequirements } from './roadmap-requirements.ts';

/** Every purpose. Adding one is adding its file and its entry. */
export const purposes: readonly Purpose[] = [roadmapRequirements];

/** The purpose of a turn on a given text. */
export function purposeNamed(ground: Ground): Purpose {
  const purpose = purposes.find(({ name }) => ground.kind === 'given text' && name === ground.purpose);
  if (purpose === undefined) throw new Error(`no purpose for ${ground.kind}`);
  return purpose;
}
