import type { SensitiveKind } from '../core/sensitive-kind.ts';
import { findSensitive } from './sensitive-text.ts';

export type { SensitiveKind } from '../core/sensitive-kind.ts';

/** Puts hidden values back into a text that comes in pieces. */
interface Restorer {
  /** Gives what is whole; the beginning of a placeholder waits for its rest. */
  push(text: string): string;
  /** Gives what still waits. */
  end(): string;
}

/** What is hidden from a model in one request, and put back into what it says. */
export interface Redaction {
  /** The text with a placeholder, such as `{{email-1}}`, for each sensitive value; the same one for the same value. */
  readonly hide: (text: string) => string;
  /** The text with the values of all placeholders that `hide` has made; others stay as they are. */
  readonly restoreAll: (text: string) => string;
  readonly restore: () => Restorer;
  /** How many different values are hidden. */
  readonly count: number;
}

/** `text` stands for what looks like a placeholder and is not ours: it must come back as itself. */
type Label = 'secret' | 'email' | 'card' | 'phone' | 'ip' | 'text';

const LABELS: Readonly<Record<SensitiveKind, Label>> = {
  secrets: 'secret',
  emails: 'email',
  cards: 'card',
  phones: 'phone',
  ips: 'ip',
};

const PLACEHOLDER = /\{\{(?:secret|email|card|phone|ip|text)-\d{1,9}\}\}/g;

/** Hides and restores in one request. Without kinds nothing is hidden. */
export function createRedaction(kinds: readonly SensitiveKind[]): Redaction {
  const placeholders = createPlaceholders();
  const restoreAll = (text: string): string =>
    text.replace(PLACEHOLDER, (placeholder) => placeholders.valueOf(placeholder) ?? placeholder);
  const escapeLiterals = (text: string): string =>
    text.replace(PLACEHOLDER, (literal) => placeholders.placeholderFor('text', literal));
  return {
    hide(text) {
      if (kinds.length === 0) return text;
      let hidden = '';
      let from = 0;
      for (const { start, end, kind } of findSensitive(text, kinds)) {
        hidden += escapeLiterals(text.slice(from, start));
        hidden += placeholders.placeholderFor(LABELS[kind], text.slice(start, end));
        from = end;
      }
      return hidden + escapeLiterals(text.slice(from));
    },
    restoreAll,
    restore: () => createRestorer(restoreAll, placeholders),
    get count() {
      return placeholders.hiddenCount();
    },
  };
}

type Placeholders = ReturnType<typeof createPlaceholders>;

function createPlaceholders() {
  const byValue = new Map<string, string>();
  const values = new Map<string, string>();
  const beginnings = new Set<string>();
  const counts: Record<Label, number> = { secret: 0, email: 0, card: 0, phone: 0, ip: 0, text: 0 };
  let longest = 0;
  return {
    placeholderFor(label: Label, value: string): string {
      const key = `${label}:${value}`;
      const known = byValue.get(key);
      if (known !== undefined) return known;
      counts[label]++;
      const placeholder = `{{${label}-${counts[label]}}}`;
      byValue.set(key, placeholder);
      values.set(placeholder, value);
      for (let length = 1; length < placeholder.length; length++)
        beginnings.add(placeholder.slice(0, length));
      longest = Math.max(longest, placeholder.length);
      return placeholder;
    },
    valueOf: (placeholder: string): string | undefined => values.get(placeholder),
    /** Where a placeholder begins that the text's end has cut in two; the text's length where there is none. */
    openFrom(text: string): number {
      for (let start = Math.max(0, text.length - longest + 1); start < text.length; start++)
        if (beginnings.has(text.slice(start))) return start;
      return text.length;
    },
    hiddenCount: (): number => values.size - counts.text,
  };
}

function createRestorer(restoreAll: (text: string) => string, placeholders: Placeholders): Restorer {
  let held = '';
  return {
    push(text) {
      const whole = held + text;
      const open = placeholders.openFrom(whole);
      held = whole.slice(open);
      return restoreAll(whole.slice(0, open));
    },
    end() {
      const rest = held;
      held = '';
      return rest;
    },
  };
}
