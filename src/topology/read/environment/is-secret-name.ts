import { snakeCase } from '../../../lib/snake-case.ts';

const SECRET =
  /(?:^|_)(?:password|passwd|pwd|pass|secret|secrets|token|tokens|key|keys|credential|credentials|private|cert|certificate)$/;

/** Whether a variable's value is a secret by its name; such a value is never looked at. */
export const isSecretName = (variable: string): boolean => SECRET.test(snakeCase(variable.slice(0, 200)));
