import type { TurnRequest, Usage } from '../core/conversation.ts';
import { tokenCounter } from '../models/calls/count-tokens.ts';

/**
 * Tokens of a turn that no provider has counted: of everything that was said before the reply, and of the reply. Null
 * where the dialect does not tell them and they are not `needed`, since counting has its price.
 */
export async function countUsage(
  request: TurnRequest,
  reply: string,
  needed: boolean,
): Promise<Usage | null> {
  if (request.ground.kind !== 'documents' && !needed) return null;
  const count = await tokenCounter();
  const said = [...(request.conversation ?? []).map(({ content }) => content), request.message];
  return {
    promptTokens: said.reduce((sum, text) => sum + count(text), 0),
    completionTokens: count(reply),
  };
}
