import type { Setting } from './setting.ts';
import { settings } from './settings.ts';

const HEAD = `# Configuration

Every setting, generated from \`src/config/settings.ts\` (\`npm run docs\`).
Set it in the environment, or under the same name in \`parley.config.json\` in the folder where Parley starts;
the environment wins. An empty variable counts as unset. All problems are reported at once, before anything starts.

Sizes are written \`512KB\`, \`1MB\`, \`2GB\`; durations \`500ms\`, \`30s\`, \`15m\`, \`12h\`, \`90d\`.

| name | value | default | meaning |
|---|---|---|---|
`;

/** The page docs/configuration.md. */
export function describeSettings(): string {
  const rows = (Object.values(settings) as Setting<unknown>[]).map((setting) => {
    const fallback = setting.fallback === null ? 'unset' : `\`${setting.fallback}\``;
    return `| \`${setting.env}\` | ${setting.kind} | ${fallback} | ${setting.help} |`;
  });
  return `${HEAD}${rows.join('\n')}\n`;
}
