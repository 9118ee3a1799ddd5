import { ParleyError } from '../core/errors.ts';
import { parseId } from '../core/ids.ts';
import type { SessionPageStart } from '../store/chat-sessions.ts';

const ISO_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;
const LATEST_MS = Date.UTC(9999, 0);

/** A page's start as opaque text. It names a place in time, not a row, so it can show nobody else's sessions. */
export const encodeCursor = (asOf: Date, position: Date, sessionId: string): string =>
  Buffer.from(`${asOf.getTime()}.${position.getTime()}.${sessionId}`).toString('base64url');

/** A time begins at the latest session before it. Throws `invalid_input` for a text that `encodeCursor` did not make. */
export function decodeCursor(cursor: string): SessionPageStart {
  if (ISO_TIME.test(cursor) && !Number.isNaN(Date.parse(cursor))) return { asOf: new Date(cursor) };
  const match = /^(\d{1,15})\.(\d{1,15})\.([0-9a-f-]{36})$/.exec(Buffer.from(cursor, 'base64url').toString());
  const [asOfMs, positionMs] = [Number(match?.[1]), Number(match?.[2])];
  const sessionId = parseId('sess', match?.[3] ?? '');
  if (sessionId === undefined || !(asOfMs < LATEST_MS) || !(positionMs < LATEST_MS)) {
    throw new ParleyError('invalid_input', 'cursor is not one that this server gave out.', {
      subject: 'cursor',
    });
  }
  return { asOf: new Date(asOfMs), after: { position: new Date(positionMs), sessionId } };
}
