const LABEL = '[a-z][a-z0-9_]*(?:-+[a-z0-9_]+)*';
const SINGLE = new RegExp(`^${LABEL}$`, 'i');
const IN_CLUSTER = new RegExp(
  `^${LABEL}(?:\\.${LABEL})?\\.(?:svc|svc\\.cluster\\.local|cluster\\.local)\\.?$`,
  'i',
);
const OWN = new Set(['localhost', 'host']);

/** Whether a host is named as machines inside one system are: in one word, or as a service of a cluster. */
export const isInnerHost = (host: string): boolean =>
  host.length <= 253 && !OWN.has(host.toLowerCase()) && (SINGLE.test(host) || IN_CLUSTER.test(host));
