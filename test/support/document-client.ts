import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

type Json = Record<string, unknown>;

interface JobFile extends Json {
  readonly name: string;
  readonly status: string;
  readonly document_id: string;
  readonly error: string | null;
}

export interface Job extends Json {
  readonly id: string;
  readonly status: string;
  readonly files: readonly JobFile[];
}

const PATIENCE_MS = 30_000;

/** Somebody with a key who gives documents and asks about them, over HTTP. */
export function documentClient(url: string, key: string) {
  async function call(method: string, path: string, body?: RequestInit['body'] | Json) {
    const isJson = body !== undefined && Object.getPrototypeOf(body) === Object.prototype;
    const response = await fetch(url + path, {
      method,
      headers: {
        Authorization: `Bearer ${key}`,
        ...(isJson ? { 'Content-Type': 'application/json' } : {}),
      },
      ...(body === undefined
        ? {}
        : { body: isJson ? JSON.stringify(body) : (body as NonNullable<RequestInit['body']>) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text === '' ? {} : JSON.parse(text)) as Json,
    };
  }

  async function finished(id: string): Promise<Job> {
    for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(20)) {
      const { body } = await call('GET', `/v1/jobs/${id}`);
      if (!['queued', 'running'].includes(String(body.status))) return body as Job;
    }
    throw new Error(`job ${id} does not end`);
  }

  /** Sends files as a form. */
  async function send(
    files: Readonly<Record<string, string | Uint8Array>>,
    query: Readonly<Record<string, string>>,
  ) {
    const form = new FormData();
    for (const [name, content] of Object.entries(files))
      form.append('file', new Blob([content as string]), name);
    return call('POST', `/v1/documents?${new URLSearchParams(query)}`, form);
  }

  return {
    call,
    send,
    finished,
    /** Sends files and waits until they have been read. */
    async give(
      files: Readonly<Record<string, string | Uint8Array>>,
      query: Readonly<Record<string, string>>,
    ) {
      const { status, body } = await send(files, query);
      assert.equal(status, 202, JSON.stringify(body));
      return finished(String(body.id));
    },
    /** Asks as contract 4 does. */
    async ask(question: string, more: Json) {
      const messages = [{ role: 'user', content: question }];
      const { status, body } = await call('POST', '/v1/ai/chat', { messages, user_id: 'ada', ...more });
      assert.equal(status, 200, JSON.stringify(body));
      return body as Json & {
        content: string;
        rag_context: { id: string; content: string; score: number }[];
        citations: { index: number; content: string; document_id: string; score: number }[];
      };
    },
  };
}

export type DocumentClient = ReturnType<typeof documentClient>;
