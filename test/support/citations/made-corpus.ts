import { madeDocx, wordParagraph } from '../made-docx.ts';

const TEAMS = ['Harbour', 'Lighthouse', 'Ferry', 'Pilotage', 'Salvage', 'Customs', 'Dredging', 'Weather'];
const THINGS = ['gateway', 'scheduler', 'ledger', 'beacon', 'archive', 'mirror', 'relay', 'sampler'];
const VERBS = ['drains', 'restarts', 'replicates', 'throttles', 'encrypts', 'rotates', 'compacts', 'audits'];

const pick = (from: readonly string[], at: number): string => from[at % from.length] ?? '';

const sentence = (team: string, at: number): string =>
  `The ${pick(THINGS, at)} of ${team} ${pick(VERBS, at * 3 + 1)} the ${pick(THINGS, at * 5 + 2)} every ${at + 2} minutes.`;

const paragraph = (team: string, from: number): string =>
  Array.from({ length: 6 }, (_, at) => sentence(team, from + at)).join(' ');

const table = (team: string): string =>
  [
    '| Service | Port | Owner | Note |',
    '|---|---:|:---|---|',
    ...THINGS.map(
      (thing, at) =>
        `| ${team.toLowerCase()}-${thing} | ${7000 + at} | ${pick(TEAMS, at)} crew | at \\| night 🌙 |`,
    ),
  ].join('\n');

const markdown = (team: string): string => `# The ${team} handbook 🧭

${paragraph(team, 0)}

## Ports of ${team}

${table(team)}

## How to restart the ${pick(THINGS, team.length)}

Before it is restarted, call the ${team} crew:

1. Stop the traffic with \`drain --all\`.
2. Wait for 3 minutes; the queue[0] must be empty, see [1] and [12].
3. Start the node again, and look at the [dashboard](https://example.org/${team}).

\`\`\`sh
# not a heading
kubectl rollout restart deploy/${team.toLowerCase()} -n prod
echo "\${array[3]} [4]"
\`\`\`

## ${team}: naïve café — Zoë’s résumé

Cafe\u0301 Zoe\u0308 keeps the re\u0301sume\u0301 of ${team}. The naïve plan 👩‍🚒 costs 45 € and 👨‍👩‍👧‍👦 people work on it. ${paragraph(team, 7)}
`;

const chinese = `# 海港手册

灯塔每两小时自动检查一次。值班员在六点打开北门。如果信号丢失，请重启中继器。

## 端口

| 服务 | 端口 |
|---|---|
| 灯塔网关 | 7443 |
| 渡轮调度 | 7444 |

## 日本語の手順

ゲートウェイは毎日六時に再起動します。当直の連絡先は港湾チームです。한국어 문서도 있습니다. 관문은 매일 여섯 시에 다시 시작됩니다.
`;

const combining = (): string =>
  `# Z\u0351\u034a\u0320a\u030al\u0327go of the archive\n\n${Array.from(
    { length: 20 },
    (_, at) =>
      `The arc\u0327hive nu\u0308mber ${at} \u{1F3F4}\u200d\u2620\ufe0f keeps ${at * 7} boxes of e\u0301l\u0301an in shed ${at}.`,
  ).join(' ')}\n\n- Ṩ́ first\n- Ṩ́ second, with ﬁne ligatures\n`;

const html = (team: string): string => `<!doctype html><html><head><title>${team} &amp; friends</title>
<script>document.title = 'no [9]'</script></head><body><h1>${team} &mdash; notes</h1>
<p>${paragraph(team, 20)}</p><h2>Who is on call</h2><ul><li>On Monday, Ada of ${team} 🦭.</li><li>On Tuesday, Bob.</li></ul>
<table><tr><th>Depot</th><th>Boxes</th></tr><tr><td>North</td><td>17</td></tr><tr><td>South &lt;old&gt;</td><td>23</td></tr></table>
<pre>ferry --to [2] &amp;&amp; echo done</pre><p>The depot of ${team} opens at&nbsp;six.</p></body></html>`;

const docx = (team: string): Buffer =>
  madeDocx(
    [
      wordParagraph(`${team} travel rules ✈️`, 'Title'),
      wordParagraph('Allowances', 'Heading1'),
      wordParagraph(`The daily allowance of ${team} abroad is 45 euros. ${paragraph(team, 33)}`),
      wordParagraph('Trains of 東京', 'Heading2'),
      wordParagraph(`Tickets of ${team} are kept for 10 years by the café de\u0301po\u0302t.`),
    ].join(''),
  );

const runbook = (team: string, at: number): string => `---
title: ${team}${pick(THINGS, at)}Down
alerts: [${team}${pick(THINGS, at)}Down]
---
# ${team}${pick(THINGS, at)}Down

The ${pick(THINGS, at)} of ${team} does not answer.

## Mitigation

1. Look at the logs of the ${pick(THINGS, at)}.
2. Fail over to the ${pick(TEAMS, at + 1)} site.
3. Tell the ${team} crew in channel #${team.toLowerCase()}.
`;

const plain = (team: string): string =>
  `${team} NOTES\r\n\r\n${paragraph(team, 40)}\r\n\r\n    indented  text\twith tabs [7]\r\n\r\nThe buoy of ${team} weighs 340 kg.\r\n`;

/** Documents in several formats, scripts and line ends, with brackets, tables and code that could be taken for citations. */
export function madeCorpus(): Record<string, string | Uint8Array> {
  const files: Record<string, string | Uint8Array> = { 'cjk/海港.md': chinese, 'zalgo.md': combining() };
  for (const [at, team] of TEAMS.entries()) {
    const text = markdown(team);
    files[`${team}/handbook.md`] = at % 2 === 0 ? text : text.replaceAll('\n', '\r\n');
    files[`${team}/notes.html`] = html(team);
    files[`${team}/travel.docx`] = docx(team);
    files[`${team}/notes.txt`] = plain(team);
    files[`${team}/${pick(THINGS, at)}.md`] = runbook(team, at);
  }
  return files;
}
