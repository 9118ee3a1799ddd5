import { z } from 'zod';
import type { ErrorForm } from '../error-form.ts';
import { statusAndName, USUAL_ERRORS } from '../http/usual-errors.ts';

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
