import { plainErrors, USUAL_ERRORS } from '../http/usual-errors.ts';

/** `{error, message}` of contract 4. */
export const ragErrors = plainErrors(USUAL_ERRORS);
