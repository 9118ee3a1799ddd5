import { type DestinationStream, type Logger as PinoLogger, pino, stdTimeFunctions } from 'pino';
import { describeError } from './describe-error.ts';

/** JSON lines. Fields are named one by one where they are logged; nobody logs a request, a body or a header whole. */
export type Logger = PinoLogger;

/** Should one be logged all the same, it stays out, at the top of a line and one level below. */
const FORBIDDEN = [
  ...['authorization', 'cookie', 'key', 'secret', 'token', 'password'],
  ...['message', 'question', 'reply', 'text', 'content', 'body'],
];

/** `destination` is stdout unless given. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    messageKey: 'event',
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: describeError },
    redact: { paths: FORBIDDEN.flatMap((name) => [name, `*.${name}`]), remove: true },
  };
  return destination ? pino(options, destination) : pino(options);
}
