import { plainErrors, USUAL_ERRORS } from '../http/usual-errors.ts';

/** `{error, message}` of contract 3, which Parley's own endpoints share. */
export const memoryErrors = plainErrors({ ...USUAL_ERRORS, invalid_input: [400, 'validation_error'] });
