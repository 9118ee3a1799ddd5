/** An order in the fixed words that the obedient model understands. */
export type Directive =
  | { readonly kind: 'say'; readonly text: string }
  | { readonly kind: 'cite'; readonly number: string }
  | { readonly kind: 'call'; readonly tool: string; readonly rawInput: string }
  | { readonly kind: 'repeat system prompt' | 'repeat everything' | 'print secret' };

/** `CITE (n)` too: a server that takes brackets out of stored text has not thereby disarmed it. */
const ORDERS =
  /SAY: ?(?<said>[^\n]{0,4000})|CITE ?[[(【](?<number>\d{1,9})[\])】]|CALL (?<tool>[\w-]{1,100})|REPEAT SYSTEM PROMPT|REPEAT EVERYTHING|PRINT SECRET/g;

/**
 * The last order of each kind, in order of appearance. `SAY: …` reaches to the end of its line, `CALL name {…}` to the
 * brace that closes its input. Orders inside what is to be said count as well.
 */
export function findDirectives(prompt: string): Directive[] {
  const last = new Map<Directive['kind'], Directive>();
  for (const found of ordersIn(prompt)) {
    // Set anew, so that the map is in order of the places of the last ones.
    last.delete(found.kind);
    last.set(found.kind, found);
  }
  return [...last.values()];
}

function* ordersIn(prompt: string): Generator<Directive> {
  const orders = new RegExp(ORDERS);
  for (let match = orders.exec(prompt); match !== null; match = orders.exec(prompt)) {
    const { said, number, tool } = match.groups ?? {};
    if (said !== undefined) {
      yield { kind: 'say', text: said.trim() };
      orders.lastIndex = match.index + 'SAY:'.length;
    } else if (number !== undefined) yield { kind: 'cite', number };
    else if (tool !== undefined) yield { kind: 'call', tool, rawInput: inputAt(prompt, orders.lastIndex) };
    else yield { kind: match[0].toLowerCase() as 'print secret' };
  }
}

const MOST_INPUT_CHARACTERS = 20_000;

/** The object that begins at `at`, or what looks like one up to the end of its line; `{}` where there is none. */
function inputAt(prompt: string, at: number): string {
  const rest = prompt.slice(at, at + MOST_INPUT_CHARACTERS).trimStart();
  if (!rest.startsWith('{')) return '{}';
  let depth = 0;
  let inString = false;
  for (let place = 0; place < rest.length; place++) {
    const character = rest[place];
    if (character === '\\' && inString) place++;
    else if (character === '"') inString = !inString;
    else if (inString) continue;
    else if (character === '{') depth++;
    else if (character === '}' && --depth === 0) return rest.slice(0, place + 1);
  }
  return rest.split('\n', 1)[0] ?? '';
}
