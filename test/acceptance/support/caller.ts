interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

/** Somebody with a key, who knows the documented endpoints and nothing else. */
export interface Caller {
  ask(message: string, more?: { sessionId?: string; incidentId?: string }): Promise<Answer>;
  sessions(): Promise<Answer>;
  session(id: string): Promise<Answer>;
  importFile(name: string, text: string): Promise<Answer>;
}

/** `url` is asked for with each call: a server that was started again has another one. */
export function callerWith(key: string, url: () => string): Caller {
  const call = async (path: string, init: RequestInit = {}): Promise<Answer> => {
    const headers = { Authorization: `Bearer ${key}`, ...init.headers };
    const response = await fetch(url() + path, { ...init, headers });
    const body = (await response.json()) as Record<string, unknown>;
    return { status: response.status, headers: response.headers, body };
  };
  const post = (path: string, contentType: string, body: string) =>
    call(path, { method: 'POST', headers: { 'Content-Type': contentType }, body });
  const history = '/v1/memory/chat/history';
  return {
    ask: (message, more = {}) =>
      post('/v1/memory/chat', 'application/json', JSON.stringify({ message, ...more })),
    sessions: () => call(history),
    session: (id) => call(`${history}?sessionId=${id}`),
    importFile: (name, text) =>
      post(`/v1/imports?filename=${encodeURIComponent(name)}`, 'text/markdown', text),
  };
}
