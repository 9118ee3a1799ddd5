import type { Uuid } from '../core/ids.ts';
import { foundedTitle } from '../patterns/describe/founded-title.ts';
import type { MemberTexts } from '../patterns/describe/summarise-pattern.ts';

/** Gives a pattern a title, such as a language model does; null for none. Membership and figures are computed all the same. */
export type NamePattern = (
  tenantId: Uuid,
  pattern: { readonly title: string; readonly members: readonly MemberTexts[] },
  signal: AbortSignal,
) => Promise<string | null>;

const TIMEOUT_MS = 15_000;
/** It sees so many members at most. */
const MOST_SEEN = 12;

/** The title that `name` gives, where it comes in time and says nothing that no member says; else the computed one. */
export async function titleBy(
  name: NamePattern,
  tenantId: Uuid,
  computed: string,
  members: readonly MemberTexts[],
): Promise<string> {
  const seen = members.slice(0, MOST_SEEN);
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const given = await name(tenantId, { title: computed, members: seen }, signal).catch(() => null);
  const texts = seen.flatMap(({ title, summary, rootCause, trigger }) => [
    title,
    summary,
    rootCause,
    trigger,
  ]);
  const founded =
    given === null
      ? null
      : foundedTitle(
          given,
          texts.filter((text) => text !== null),
        );
  return founded ?? computed;
}
