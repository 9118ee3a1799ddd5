/** One event of a stream, with its name where the wire format gives it one. */
export const serverSentEvent = (data: unknown, name?: string): string =>
  `${name === undefined ? '' : `event: ${name}\n`}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;

const CHARACTERS = 12;

/** The input of a tool in the pieces in which providers stream it. */
export function inputPieces(input: string): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < input.length; at += CHARACTERS) pieces.push(input.slice(at, at + CHARACTERS));
  return pieces;
}
