import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SENSITIVE_KINDS, type SensitiveKind } from '../core/sensitive-kind.ts';
import { findSensitive } from './sensitive-text.ts';

/** Put together here, so that no scanner takes the examples for keys that were lost. */
const BODY = 'x7Kq2Zp9Lm4Tn8Vb3Rc6Wd1Yf5Hg0Js7Qa2E';
const BASE64_LINE = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC';
const KEY_OF = (kind: string) =>
  `-----BEGIN ${kind}PRIVATE KEY-----\n${BASE64_LINE}\n${BASE64_LINE}==\n-----END ${kind}PRIVATE KEY-----`;

/** What has to be found stands between « and ». */
const SENSITIVE: Readonly<Record<SensitiveKind, readonly string[]>> = {
  secrets: [
    'our key is «prl_abcdefghij_SECRETSECRET», revoke it',
    'sent «eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl» along',
    `curl -H "Authorization: Bearer «${BODY}»"`,
    'called with Bearer «abc.def» by mistake',
    'Authorization: Basic «YWRhOmh1bnRlcjI=»',
    'header was basic «YWRhOmh1bnRlcjI=» then',
    "authorization: 'Bearer «opaque»'",
    'go to postgres://ada:«hunter2»@db.internal/x',
    'redis://:«p/w@ss»@cache:6379',
    'amqp://svc:«a@b@c»@queue:5672/vhost?x=1',
    `key «AKIA${'IOSFODNN7EXAMPLE'}» was used`,
    `session «ASIA${'IOSFODNN7EXAMPLE'}»`,
    `aws_secret_access_key = «wJalrXUtnFEMI/K7MDENG/bPxRfiCY${'EXAMPLEKEY'}»`,
    `"SecretAccessKey": "«wJalrXUtnFEMI/K7MDENG/bPxRfiCY${'EXAMPLEKEY'}»"`,
    `«ghp_${BODY}» pushed it`,
    `token «gho_${BODY}»`,
    `(«ghs_${BODY}»)`,
    `«github_pat_${BODY}_${BODY}»`,
    `glab login «glpat-${BODY}»`,
    `slack «xoxb-${'123456789012-123456789012'}-${BODY}»`,
    `https://hooks.slack.com/services/«T00000000/B00000000/${BODY}»`,
    `OPENAI «sk-${BODY}»`,
    `«sk-proj-${BODY}»`,
    `«sk-ant-api03-${BODY}-AA»`,
    `maps key «AIza${BODY}»`,
    `«sk_live_${BODY}»`,
    `«rk_live_${BODY}»`,
    `//registry/:_authToken=«npm_${BODY}»`,
    `found:\n«${KEY_OF('')}»\nin the image`,
    `«${KEY_OF('RSA ')}»`,
    `«${KEY_OF('OPENSSH ').replaceAll('\n', '\\n')}»`,
    `cut off: «-----BEGIN EC PRIVATE KEY-----\n${BASE64_LINE}\n${BASE64_LINE}»\nand the report goes on`,
    'password=«hunter2»',
    'DB_PASSWORD=«correct-horse»',
    'passwd: «hunter2»',
    'Password: «swordfish»\nUser: ada',
    'username: ada password: «swordfish» host: db',
    '**Password:** «hunter2»',
    'spring.datasource.password = «s3cr3t!»',
    'pwd=«p,w)d»;server=db',
    'Server=db;Password=«abc;Def9»;Database=x',
    '{"password": "«two words»", "user": "ada"}',
    '"{\\"password\\":\\"«hunter2»\\"}"',
    "{ 'client_secret': '«it is long»' }",
    'client_secret: «a8f5f167f44f4964e6c998dee827110c»',
    'secret: «Zx81!spectrum»',
    'GET /x?token=«abcdef123456»&page=2',
    'api_key: «0123456789abcdef»',
    'x-api-key: «k-123-456»',
    'apiKey := "«k-123-456»"',
    'AccountKey=«c2VjcmV0IGtleSBvZiBzdG9yYWdl==»;EndpointSuffix=core',
    'mysql --user ada --password «hunter2» db',
    'deploy --api-token «k123456» now',
    '<password>«hunter2»</password>',
    'the password was reset, the new password: «hunter2».',
    'refresh_token="«1//0abc-def»"',
  ],
  emails: [
    'mail «ada@example.com» about it',
    '«ada.lovelace+oncall@eu.example.co.uk».',
    'Ada Lovelace <«ada@example.com»>, «bob_42@example.org»',
    'mailto:«ops@example.com»?subject=x',
    "'«o'neil@example.ie»'",
    '?user=«ada%40example.com»&x=1',
    '«jürgen@müller.example»',
    'cc:«x@y.io»;',
  ],
  cards: [
    'card «4111111111111111» declined',
    'card «4111 1111 1111 1111», exp 12/26',
    '«4111-1111-1111-1111»',
    '«5555555555554444»',
    'Mastercard «2223 0031 2200 3222».',
    'amex «378282246310005»',
    'amex «3782 822463 10005»',
    '«6011111111111117»',
    'diners «3056 930902 5904»',
    'jcb=«3530111333300000»',
    '"pan":"«4012888888881881»"',
    '«4222222222222»',
  ],
  phones: [
    'call «+14155552671» now',
    'call «+1 415 555 2671» now',
    '«+1 (415) 555-2671»',
    '«(+1) 415-555-2671»',
    '«+44 20 7946 0958»',
    '«+44 (0)20 7946 0958»',
    'tel:«+49-30-901820»',
    '«+49 30/901820», room 7',
    '«+33 1 23 45 67 89»',
    '«+351 912 345 678»',
    '«0049 30 901820»',
    'on-call: «+49 30 901820» 2024-05-01 12:30',
    '«(415) 555-2671»',
    '«(415) 555-2671»x12',
    '«415-555-2671»',
    '«415.555.2671»',
    'ring «415 555 2671» first',
    '«1-800-555-0199»',
    '«020 7946 0958»',
    '«030 901820»',
    '«(0171) 1234567»',
    '«030/901820»',
    '«01 23 45 67 89»',
    '«06-12345678»',
    '«03-1234-5678»',
    'Phone: «4155552671»',
    '"phone_number": "«4155552671»"',
    'Tel. no.: «5550199»',
  ],
  ips: [
    'from «10.0.3.7» to «192.168.0.12»:8080',
    'block «10.0.0.0»/16',
    'range «10.0.0.1»-«10.0.0.9»',
    'broker/«10.0.0.1»:9092',
    'http://«203.0.113.7»/x',
    '[«2001:db8::1»]:8080',
    'dial tcp «fe80::1»%eth0',
    'seen «2001:0db8:85a3:0000:0000:8a2e:0370:7334».',
    '«::ffff:10.0.0.1» connected',
  ],
};

/** Nothing of it may be found, whatever is looked for. */
const HARMLESS: readonly string[] = [
  ...['S3, EC2, EKS, RDS and K8s', 'i-0abc123def4567890', 'ami-0c55b159cbfafe1f0', 'SEV1 → SEV2, P1, Q3'],
  'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  'registry/app@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  'commit 3f786850e387550fdab836ed7e6dc881de23001b',
  'trace_id=4bf92f3577b34da6a3ce929d0e0e4736 span_id=00f067aa0ba902b7',
  'traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  'digest 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
  ...['123e4567-e89b-12d3-a456-426614174000', '01HZX5Y8J3V9K2M4N6P8Q0R2S4'],
  ...['checkout-7d9f8b6c5-x2x7z', 'sk-checkout-7d9f8b6c5-x2x7z', 'ip-10-0-3-7.ec2.internal'],
  'arn:aws:iam::123456789012:role/checkout',
  'secret: arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf',
  'accounts 123456789012 and 1234-5678-9012 and 0123-4567-8901',
  ...['2024-05-01T12:30:45.123Z', '2024-05-01 12:30:45,123456 +0200', '01.05.2024 12:30', '05/01/2024 0930'],
  ...['from 09:00 to 17:30', '0900-1700 UTC+0200', '20240501123045', 'epoch 1714566645 and 1714566645123'],
  ...['1714566645123456789', '2024-05-01_02-03-04', 'on 01 05 2024 1530 a page came'],
  ...['v1.2.3.4', 'version 1.2.3.4', '1.2.3.4-rc1', 'Chrome/119.0.0.0 Safari/537.36', '1.27.3+k3s1'],
  ...['INC-2024-0123', 'INC0012345', 'PM2020-002', 'JIRA-415-555-2671', 'ticket #4155552671'],
  ...['5840 requests', '1,234,567 rows', '+12 345 678 rows', '1 000 000 000 rows', '12.5% of 4096'],
  ...['ports 443, 8080 and 30000-32767', '100-200 pods', '01000-02000', 'mode 0644, 1234567 bytes'],
  '"GET /x HTTP/1.1" 200 512 1045',
  '00 01 02 03 04 05 06 07 08 09 0a 0b',
  '01 23 45 67 89 ab cd ef',
  'mac 00:1a:2b:3c:4d:5e',
  ...['order 4111111111111112', 'req-4111111111111111', 'a4111111111111111f', '0.4111111111111111'],
  ...['1234567890123456', '41111111111111111111111'],
  ...['git@github.com:org/repo.git', 'pkg@1.2.3', 'getty@tty1.service', 'logo@2x.png', '@app.route', 'a@b'],
  ...['std::vector<int> a', 'dead::beef', 'token::kind', 'if (token == expected)', 'x => x.secret'],
  ...[
    'bearer tokens',
    'Bearer realm="api"',
    'basic authentication',
    'Basic JavaScript',
    'the bearer of news',
  ],
  ...['http://localhost:8080/path?mail=a@b', 'https://example.com/a:b/c'],
  ...[`password=$${'{DB_PASSWORD}'}`, 'password: $DB_PASSWORD', 'token=<your token>', 'token: {{ token }}'],
  ...['password = os.environ["DB_PASSWORD"]', 'token = getToken()', 'secret = config.secret'],
  ...['password: ********', 'password: null', 'token: string', 'token expired', 'token: expired'],
  ...[
    'the secret: rotate keys often',
    'token: 0.002 USD',
    'max_tokens=4096',
    'tokens: 512',
    'secretName: tls',
  ],
  ...['secret:\n  name: tls', 'use --token to authenticate', 'password=', 'PWD=/home/ada/app', 'secret: 30d'],
  ...[
    'prl_[masked]',
    'Bearer [masked]',
    'password=[masked]',
    'npm_config_registry',
    'AKIA is a prefix',
    'sk-learn',
  ],
  'a line -----BEGIN RSA PRIVATE KEY----- was in the log',
  '-----BEGIN CERTIFICATE-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END CERTIFICATE-----',
];

test('the tables hold at least sixty examples each', () => {
  assert.ok(Object.values(SENSITIVE).flat().length >= 60);
  assert.ok(HARMLESS.length >= 60);
});

for (const kind of SENSITIVE_KINDS) {
  test(`${kind} are found wherever they stand`, () => {
    for (const example of SENSITIVE[kind]) {
      const text = example.replaceAll(/[«»]/g, '');
      const expected = [...example.matchAll(/«([^»]*)»/g)].map(([, value]) => value);
      const found = findSensitive(text, [kind]).map(({ start, end }) => text.slice(start, end));
      assert.deepEqual(found, expected, example);
    }
  });

  test(`${kind} are not taken for anything else`, () => {
    for (const example of SENSITIVE[kind]) {
      const text = example.replaceAll(/[«»]/g, '');
      for (const other of findSensitive(text, SENSITIVE_KINDS)) {
        // A host that stands behind a password is an address of its own.
        const isOwn = other.kind === kind || other.kind === 'ips';
        assert.ok(isOwn, `${other.kind}: ${text.slice(other.start, other.end)} of ${text}`);
      }
    }
  });
}

test('what engineers write is left alone', () => {
  for (const text of HARMLESS) {
    const found = findSensitive(text, SENSITIVE_KINDS).map(({ start, end }) => text.slice(start, end));
    assert.deepEqual(found, [], text);
  }
});

test('addresses stay unless they are asked for', () => {
  assert.deepEqual(
    findSensitive('from 10.0.3.7 and 10.0.0.0/16', ['secrets', 'emails', 'cards', 'phones']),
    [],
  );
});

test('only what is asked for is found', () => {
  const text = 'ada@example.com, +1 415 555 2671, password=hunter2';
  assert.deepEqual(
    findSensitive(text, ['phones']).map(({ kind, start }) => [kind, start]),
    [['phones', 17]],
  );
  assert.deepEqual(findSensitive(text, []), []);
});

test('pieces come in the order of the text and never overlap', () => {
  const text = 'amqp://ada:hunter2@example.com password=ada@example.com 4111 1111 1111 1111 ada@example.com';
  const found = findSensitive(text, SENSITIVE_KINDS);
  assert.deepEqual(
    found.map(({ kind, start, end }) => [kind, text.slice(start, end)]),
    [
      ['secrets', 'hunter2'],
      ['secrets', 'ada@example.com'],
      ['cards', '4111 1111 1111 1111'],
      ['emails', 'ada@example.com'],
    ],
  );
});

/** One megabyte each; a pattern that looks twice at what it has seen would not come to an end. */
const HOSTILE: readonly string[] = [
  ...[
    '+',
    '1 ',
    'a@',
    'a.',
    '@',
    'password=',
    'password="',
    'password: ',
    'password=a(',
    'token:\\"',
    '://',
    '://a:',
  ],
  ...[
    'eyJ',
    'eyJ-',
    'eyJa.',
    'eyJa.a.',
    'Bearer ',
    'Basic ',
    '0',
    '01 ',
    '01-',
    '(0',
    '+1',
    '+1 ',
    '4111',
    '4111 ',
  ],
  ...[
    'prl_',
    'sk-',
    'sk-ant-',
    'SG.',
    'SG.aaaaaaaaaaaaaaaa.',
    'xoxb-',
    '-',
    '--a-',
    '--token ',
    '-----BEGIN ',
  ],
  ...[
    '-----BEGIN PRIVATE KEY-----',
    '-----BEGIN PRIVATE KEY-----\n',
    '{{',
    '{{email-1',
    ':',
    'a:',
    '1.',
    '1.1.1.1',
  ],
  ...[
    ' ',
    '\t=',
    '"',
    '\\',
    'a',
    'é',
    '%40',
    'a%40a.',
    ',',
    'password=,',
    '<password>',
    'phone: 1',
    '1,',
    '1-1',
  ],
];

test('hostile text takes time that grows with its length only', { timeout: 120_000 }, () => {
  for (const piece of HOSTILE) {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
    for (const { start, end } of findSensitive(text, SENSITIVE_KINDS)) assert.ok(start < end, piece);
  }
});
