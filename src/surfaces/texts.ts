import { z } from 'zod';

/** A text of at most so many characters (Unicode code points) that holds more than white space. */
export const filledText = (maxCharacters: number) =>
  limitedText(maxCharacters)
    .refine((text) => text.trim() !== '', 'must not be empty')
    .meta({ minLength: 1, maxLength: maxCharacters });

/** A text of at most so many characters (Unicode code points). */
export const limitedText = (maxCharacters: number) =>
  z
    .string()
    .refine((text) => hasAtMost(text, maxCharacters), `must have at most ${maxCharacters} characters`)
    .meta({ maxLength: maxCharacters });

const hasAtMost = (text: string, most: number): boolean =>
  text.length <= most || (text.length <= most * 2 && [...text].length <= most);
