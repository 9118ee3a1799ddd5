import { type Ask, postJson } from './load.ts';
import type { Chat, Target } from './measure-chat.ts';
import { SENTENCE } from './trivial-answerer.ts';

const QUESTION = 'How many incidents did checkout have in 2025?';
/** More than there are callers, so that no two go on with the same one at a time. */
const SESSIONS = 200;

const PROJECT = 'bench-web-shop';
const BRAND = 'bench-handbook';

/** The chats of all dialects; makes the project, the brand and the sessions that they name, and asks each once. */
export async function chatsOf(target: Target): Promise<Chat[]> {
  const { id: projectId = '' } = JSON.parse(
    await answerTo(target, postJson('/v1/projects', { slug: PROJECT })),
  );
  await answerTo(target, postJson('/v1/brands', { brand_id: BRAND }));
  const first = postJson('/v1/memory/chat', { message: QUESTION });
  const continued: Ask[] = [];
  while (continued.length < SESSIONS) {
    const { sessionId } = JSON.parse(await answerTo(target, first));
    continued.push(postJson('/v1/memory/chat', { message: QUESTION, sessionId }));
  }
  const chats = chatsAbout(projectId, first, continued as [Ask, ...Ask[]]);
  for (const { name, asks } of chats) {
    const answer = await answerTo(target, asks[0]);
    if (!answer.includes(SENTENCE)) throw new Error(`${name} did not answer: ${answer}`);
  }
  return chats;
}

function chatsAbout(projectId: string, first: Ask, continued: [Ask, ...Ask[]]): Chat[] {
  const query = `message=${encodeURIComponent(QUESTION)}`;
  const messages = [{ role: 'user', content: QUESTION }];
  const given = {
    purpose: 'roadmap_requirements',
    messages,
    context: { source_text: 'The export must finish within 30 seconds.\nThe page must be fast.' },
  };
  const chat = (name: string, dialect: string, ...asks: [Ask, ...Ask[]]) => ({ name, dialect, asks });
  return [
    chat('1 incident', 'incident', { method: 'POST', path: `/v1/ai/chat?${query}` }),
    chat('1 incident, stream', 'incident', { method: 'POST', path: `/v1/ai/chat/stream?${query}` }),
    chat('2 project', 'project', postJson(`/v1/projects/${PROJECT}/ai/chat`, { messages })),
    chat('3 memory', 'memory', first),
    chat('3 memory, continued', 'memory', ...continued),
    chat('4 documents', 'rag', postJson('/v1/ai/chat', { messages, brand_id: BRAND, user_id: 'ada' })),
    chat('5 assistant', 'assistant', postJson(`/projects/${projectId}/assistant/chat`, given)),
  ];
}

async function answerTo({ server, key }: Target, { method, path, headers, body }: Ask): Promise<string> {
  const response = await fetch(server.url + path, {
    method,
    headers: { ...headers, authorization: `Bearer ${key}` },
    body: body ?? null,
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
  return text;
}
