import type { InsightCategory } from '../../core/insight.ts';
import type { WordKind } from '../../store/insight-kinds.ts';

/** What sets incidents off, by words of a recorded trigger or cause. */
export interface TriggerKind extends WordKind {
  readonly category: InsightCategory;
  /** As a sentence has it: "speak of …". */
  readonly said: string;
}

const EXPIRY = '(expir|renew|rotat|invalid|revok|outdated|lapsed)';

/** Patterns are PostgreSQL's: `\m` and `\M` are the two ends of a word. */
export const TRIGGER_KINDS: readonly TriggerKind[] = [
  {
    kind: 'deploy',
    ...{ category: 'reliability', said: 'deploys and upgrades' },
    pattern: String.raw`\m(re)?deploy(s|ed|ing|ment|ments)?\M|\mreleas(e|ed|es|ing)\M|\mroll(ed|ing)?[ -]?outs?\M|\mrolled out\M|\mupgrad(e|ed|es|ing)\M|\mversion bumps?\M`,
  },
  {
    kind: 'certificate',
    ...{ category: 'toil', said: 'certificates and keys that ran out' },
    needs: EXPIRY,
    pattern: String.raw`\m(certificates?|certs?|tls|ca|signing keys?|dkim)\M.{0,80}${EXPIRY}|${EXPIRY}\w*.{0,80}\m(certificates?|certs?|signing keys?)\M`,
  },
  {
    kind: 'capacity',
    ...{ category: 'performance', said: 'capacity that ran out' },
    pattern: String.raw`\m(capacity|exhaust(s|ed|ion)?|starvation|overload(ed|s)?|saturat(ed|ion)|throttl(ed|ing)|oom|oomkilled|evict(ed|ions?)|maxmemory)\M|\m(ran|run|running) out\M|\mout of (memory|disk|space|connections|ip|file|capacity)|\m(disk|volume|partition|filesystem|pool) (is |was |got |became )?full\M|\mfilled (the|its|up)\M|\mtoo many (connections|clients|requests|open files|files)\M|\mmax(imum)?[ _]connections\M`,
  },
  {
    kind: 'configuration',
    ...{ category: 'reliability', said: 'changes and mistakes of configuration' },
    pattern: String.raw`\m(mis)?config(s|ured|uration|urations|map)?\M|\mmisconfigur\w+|\msettings?\M|\m(feature )?flags?\M|\mparameters?\M|\menvironment variables?\M|\m(helm )?(chart|values)\M|\mdefaults?\M`,
  },
  {
    kind: 'third_party',
    ...{ category: 'reliability', said: 'what others run' },
    pattern: String.raw`\mthird[- ]part(y|ies)\M|\m(vendor|supplier|carrier|upstream|external (service|provider|api|system))s?\M|\mprovider('s)? (outage|incident|failure|maintenance)|\m(their|provider) side\M`,
  },
];
