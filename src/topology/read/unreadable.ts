import { ParleyError } from '../../core/errors.ts';
import type { FilePlace } from '../../core/topology.ts';

/** The error of a file that cannot be read: a sentence that begins with its name. */
export const unreadable = (file: string, what: string): ParleyError =>
  new ParleyError('invalid_input', `${file} ${what}`);

/** The same with the line: `orders.yaml (line 3) has …`. */
export const unreadableAt = ({ file, line }: FilePlace, what: string): ParleyError =>
  unreadable(line === null ? file : `${file} (line ${line})`, what);
