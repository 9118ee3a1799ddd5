import { definitionLabel } from './definition-label.ts';
import { isDefinition } from './is-definition.ts';
import { isHarmlessTag } from './is-harmless-tag.ts';
import { stripInvisible } from './strip-invisible.ts';

/** Takes a text in pieces and gives it back in pieces; what was given back is final. */
export interface MarkupNeutraliser {
  push(text: string): string;
  /** What was held back. Nothing may be pushed afterwards. */
  end(): string;
}

const TOKEN = /[^\n<[\]]+|[\n<[\]]/g;
const HIGH_SURROGATE = /[\ud800-\udbff]$/;

/**
 * Makes a text safe to be shown as Markdown or HTML: no image is loaded, no script runs, and no link hides its target.
 * A space is all that is added: `[text] (target)`, `[label] : target`, `< img src=…>`; characters that hide text or
 * turn it around are left out. Code gets no exception, since what is code depends on who reads it. What comes out is
 * the same however the text is cut, and stays as it is when it goes through again. Holds back at most 130 characters.
 */
export function markupNeutraliser(): MarkupNeutraliser {
  const label = definitionLabel();
  let half = '';
  let held = '';

  function release(text: string, ended: boolean): string {
    let released = '';
    for (const { 0: token, index } of text.matchAll(TOKEN)) {
      const space = spaceAfter(token, text, index + 1, label.isOpen(), ended);
      if (space === undefined) {
        held = text.slice(index);
        return released;
      }
      label.pass(token);
      released += token + space;
    }
    held = '';
    return released;
  }

  return {
    push(piece) {
      const text = half + piece;
      half = HIGH_SURROGATE.exec(text)?.[0] ?? '';
      return release(held + stripInvisible(text.slice(0, text.length - half.length)), false);
    },
    end: () => release(held + stripInvisible(half), true),
  };
}

/** What makes `token` harmless when it stands behind it, mostly nothing; undefined while that cannot be said. */
function spaceAfter(
  token: string,
  text: string,
  next: number,
  isInLabel: boolean,
  ended: boolean,
): '' | ' ' | undefined {
  // Longer than either judge looks, so that a cut text never passes for a short one.
  const rest = () => text.slice(next, next + 256);
  if (token === '<') {
    const isHarmless = isHarmlessTag(rest(), ended);
    return isHarmless === undefined ? undefined : isHarmless ? '' : ' ';
  }
  if (token !== ']') return '';
  if (next === text.length) return ended ? '' : undefined;
  if (text[next] === '(') return ' ';
  if (text[next] !== ':' || !isInLabel) return '';
  const defines = isDefinition(rest().slice(1), ended);
  return defines === undefined ? undefined : defines ? ' ' : '';
}
