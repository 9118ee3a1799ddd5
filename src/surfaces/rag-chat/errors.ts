import { z } from 'zod';
import { statusAndName, USUAL_ERRORS } from '../http/usual-errors.ts';
import type { ErrorForm } from '../surface.ts';

const errorBody = z.object({ error: z.string(), message: z.string() });

/** `{error, message}` of contract 4. */
export const ragErrors: ErrorForm = {
  mediaType: 'application/json',
  encode(error) {
    const { status, name } = statusAndName(error, USUAL_ERRORS);
    return { status, body: { error: name, message: error.message } };
  },
  schema: () => errorBody,
};
