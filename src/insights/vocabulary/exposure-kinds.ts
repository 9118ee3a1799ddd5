import type { InsightCategory } from '../../core/insight.ts';
import type { WordKind } from '../../store/insight-kinds.ts';

/** What is not to happen twice, by words of title, trigger or cause. */
export interface ExposureKind extends WordKind {
  readonly category: Extract<InsightCategory, 'security' | 'cost'>;
  readonly said: string;
}

const SECRET = `(credentials?|passwords?|secrets?|access tokens?|tokens?|api[ -]?keys?|private keys?)`;
const LOST = `(leak(ed|s|ing)?|expos(ed|ure|ing)|stolen|compromis(ed|e)|published|committed)`;

/** Patterns are PostgreSQL's: `\m` and `\M` are the two ends of a word. */
export const EXPOSURE_KINDS: readonly ExposureKind[] = [
  {
    kind: 'credential',
    ...{ category: 'security', said: 'credentials that others got to see' },
    needs: LOST,
    pattern: String.raw`\m${SECRET}\M.{0,40}\m${LOST}\M|\m${LOST}\M.{0,40}\m${SECRET}\M`,
  },
  {
    kind: 'vulnerability',
    ...{ category: 'security', said: 'known vulnerabilities' },
    pattern: String.raw`\mcve-[0-9]{4}-[0-9]+|\mvulnerabilit(y|ies)\M|\m(log4shell|heartbleed|zero[- ]day)\M|\mremote code execution\M|\m(sql|command|code) injection\M`,
  },
  {
    kind: 'malicious_code',
    ...{ category: 'security', said: 'malicious code' },
    pattern: String.raw`\msupply[- ]chain\M|\mmalicious\M|\m(malware|ransomware|typosquat(ting|ted)?|backdoor)\M`,
  },
  {
    kind: 'attack',
    ...{ category: 'security', said: 'attacks from outside' },
    pattern: String.raw`\mddos\M|\mdenial[- ]of[- ]service\M|\mcredential[- ]stuffing\M|\mbrute[- ]force\M|\mphishing\M|\mbotnets?\M`,
  },
  {
    kind: 'spending',
    ...{ category: 'cost', said: 'spending that got out of hand' },
    needs: '(cost|bill|charge|spen[dt]|invoice|budget)',
    pattern: String.raw`\m(costs?|bills?|spend|spending|invoice)\M.{0,40}\m(spike[sd]?|exploded|doubled|tripled|overrun|exceed(s|ed)?|unexpected(ly)?|anomal(y|ies|ous))\M|\moverspen(d|t|ding)\M|\mover budget\M|\m(unexpected|runaway) (costs?|bills?|charges|spend|spending)\M`,
  },
];
