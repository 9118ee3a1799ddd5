import type { AskedCall, Behaviour, ReportedUsage, WrongUsage } from './behaviour.ts';
import type { StandInRequest } from './stand-in-request.ts';
import type { Reply } from './wires/wire.ts';

/** Said before a fault whose script has no words of its own. */
const SOME_WORDS = ['The checkout ', 'was slow ', 'because its pool ', 'was too small.'];

const PROMPT_TOKENS = 100;
const CHARACTERS_PER_TOKEN = 4;

let calls = 0;

/** Ids are never used twice: servers put earlier calls and later ones into one prompt. */
const withId = (call: AskedCall) => ({
  id: `call_${++calls}`,
  name: call.name,
  input: 'rawInput' in call ? call.rawInput : JSON.stringify(call.input),
});

/** The reply as it would be without any fault. Usage that the script leaves out is 100 tokens and a quarter of the text. */
export function replyOf(behaviour: Behaviour, { model, wantsUsage }: StandInRequest): Reply {
  const pieces = piecesOf(behaviour);
  const usage = 'usage' in behaviour ? behaviour.usage : undefined;
  const finish = behaviour.kind === 'text' ? (behaviour.finish ?? 'stop') : 'stop';
  return {
    model,
    pieces,
    calls: behaviour.kind === 'tools' ? behaviour.calls.map(withId) : [],
    finish: behaviour.kind === 'tools' ? 'tools' : finish,
    usage: wantsUsage ? reported(usage, pieces) : null,
  };
}

function piecesOf(behaviour: Behaviour): readonly string[] {
  if (behaviour.kind === 'empty') return [];
  if (behaviour.kind === 'tools') return behaviour.text === undefined ? [] : [behaviour.text];
  if ('chunks' in behaviour) return behaviour.chunks ?? SOME_WORDS;
  return 'text' in behaviour ? [behaviour.text] : SOME_WORDS;
}

function reported(
  usage: ReportedUsage | WrongUsage | null | undefined,
  pieces: readonly string[],
): WrongUsage | null {
  if (usage !== undefined) return usage;
  const characters = pieces.reduce((sum, piece) => sum + piece.length, 0);
  return { prompt: PROMPT_TOKENS, completion: Math.max(1, Math.ceil(characters / CHARACTERS_PER_TOKEN)) };
}
