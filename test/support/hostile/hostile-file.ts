/** A file that is made to hang, crash, fill or mislead what reads it. */
export interface HostileFile {
  readonly name: string;
  /** What it does, in a few words. */
  readonly what: string;
  readonly bytes: () => Buffer;
  /** What may become of it: it is refused with such a sentence, or read, and then its text lacks and holds such things. */
  readonly refused?: RegExp;
  readonly read?: { readonly without?: RegExp; readonly holds?: RegExp };
  /** Whether reading it takes all the time that it is given. */
  readonly isEndless?: boolean;
}

/** Refused for what it needs, which depends on the machine. */
export const TOO_MUCH = /^(?:could not be read within|needs more than|holds more than)/;

export const hostile = (
  name: string,
  what: string,
  bytes: () => Buffer | string,
  expected: Pick<HostileFile, 'refused' | 'read' | 'isEndless'>,
): HostileFile => ({ name, what, bytes: () => Buffer.from(bytes()), ...expected });
