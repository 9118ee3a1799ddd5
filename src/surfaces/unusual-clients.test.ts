import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { before, test } from 'node:test';
import { onEachServer } from '../../test/support/running-parley.ts';

onEachServer(
  'A client that is slow, large or odd',
  (server) => {
    let key: string;
    before(async () => {
      key = await server().newKey(await server().newTenant());
    });

    /** Sends bytes as they are; what came back once the server has closed the connection. */
    const raw = (text: string) =>
      new Promise<string>((resolve) => {
        const { hostname, port } = new URL(server().url);
        const socket = connect(Number(port), hostname, () => socket.write(text));
        let answer = '';
        socket.on('data', (chunk) => (answer += chunk));
        socket.on('error', () => {});
        socket.on('close', () => resolve(answer));
      });
    const head = (more = '') =>
      `POST /v1/memory/chat HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key}\r\nConnection: close\r\n${more}`;

    test('that never ends its headers, or its body, is cut off', async () => {
      const body = 'Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"message":';
      const answers = await Promise.all([raw(head()), raw(head(body))]);
      for (const answer of answers) assert.match(answer, /^HTTP\/1\.1 408 /);
      assert.equal((await fetch(`${server().url}/healthz`)).status, 200);
    });

    test('that sends more than 64 KB of headers is refused', async () => {
      assert.match(await raw(head(`X-Long: ${'x'.repeat(70_000)}\r\n\r\n`)), /^HTTP\/1\.1 431 /);
    });

    test('that speaks something else than HTTP is refused', async () => {
      assert.match(await raw('\u0016\u0003\u0001\u0002\u0000hello\r\n\r\n'), /^HTTP\/1\.1 400 /);
    });

    test('that asks with more than a hundred parameters is told so', async () => {
      const many = Array.from({ length: 101 }, (_, index) => `p${index}=1`).join('&');
      const response = await fetch(`${server().url}/v1/ai/chat?message=hello&${many}`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${key}` },
      });
      assert.equal(response.status, 422);
      assert.match(await response.text(), /more than 100 parameters/);
    });

    test('that names a host that is none, or an address with odd escapes, gets an answer', async () => {
      for (const start of ['GET /v1/projects HTTP/1.1\r\nHost: a b c', 'GET /v1/%ff%zz HTTP/1.1\r\nHost: x'])
        assert.match(await raw(`${start}\r\nConnection: close\r\n\r\n`), /^HTTP\/1\.1 4\d\d /);
    });
  },
  { PARLEY_REQUEST_TIMEOUT: '1s' },
);
