import { z } from 'zod';
import type { ErrorForm } from '../error-form.ts';
import { type ErrorNames, statusAndName, USUAL_ERRORS } from '../http/usual-errors.ts';

const NAMES: ErrorNames = { ...USUAL_ERRORS, invalid_input: [400, 'validation_error'] };

const errorBody = z.object({ error: z.string(), message: z.string() });

/** `{error, message}` of contract 3, which Parley's own endpoints share. */
export const memoryErrors: ErrorForm = {
  mediaType: 'application/json',
  encode(error) {
    const { status, name } = statusAndName(error, NAMES);
    return { status, body: { error: name, message: error.message } };
  },
  schema: () => errorBody,
};
