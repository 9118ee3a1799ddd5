import { stem } from '../../../lib/stem.ts';
import { formOf, type QueryDraft } from './query-draft.ts';

/** Of operations at large: what people say when something is wrong, and what those say who wrote it down. */
const GROUPS = [
  'restart reboot',
  'crash die dying dead kill',
  'full exhausted filling',
  'slow latency lag delayed',
  'down unavailable unreachable unresponsive outage',
  'error failure failed failing',
  'broken corrupted faulty',
  'node host machine server',
  'disk storage volume filesystem',
  'drive disk',
  'memory ram',
  'cpu processor',
  'network connectivity',
  'interface nic card',
  'certificate cert tls ssl',
  'expire expiration expiry',
  'delete remove',
  'rollback revert',
  'rollout deploy release',
  'upgrade update',
  'version release',
  'kubernetes k8s kube',
  'database db',
  'configuration config settings',
  'file manifest',
  'limit quota maximum',
  'threshold limit',
  'replica instance',
  'autoscaler autoscaling hpa',
  'increase raise enlarge expand extend',
  'decrease reduce shrink lower',
  'stuck hang hangs blocked',
  'disappeared vanished missing gone lost',
  'refuse reject deny',
  'drop discard',
  'permission permissions privileges rbac',
  'unstable flapping intermittent',
  'overload overloaded saturated',
  'password credentials secret',
  'login signin authentication',
  'alert notification page',
  'queue backlog',
  'send transmit outgoing',
  'receive incoming',
  'merge compaction compact',
  'evaluate compute calculate',
  'synchronise sync',
  'clock time',
  'batch job',
  'scrape collect',
  'container image',
] as const;

/** A word that only means about the same counts for less than the word itself. */
const WEIGHT = 0.8;

const others = new Map<string, string[]>();
for (const group of GROUPS) {
  const words = group.split(' ');
  for (const word of words) {
    const known = others.get(stem(word)) ?? [];
    others.set(
      stem(word),
      [...new Set([...known, ...words])].filter((other) => other !== word),
    );
  }
}

/** Searches words of operations also by the common other words for the same. */
export function addSynonyms(draft: QueryDraft): QueryDraft {
  const terms = draft.terms.map((term) => {
    const own = new Set(term.forms.map((form) => form.stem));
    const added = (others.get(term.forms[0].stem) ?? []).map((word) => formOf(word, WEIGHT));
    return { ...term, forms: [...term.forms, ...added.filter((form) => !own.has(form.stem))] as const };
  });
  return { ...draft, terms };
}
