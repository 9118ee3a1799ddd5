import { stem } from '../../lib/stem.ts';

/**
 * What operators call one and the same thing in several ways, in common use whatever the company: the concept, then its
 * names, separated by commas. Concepts with a `~` are told with failures of many kinds and count little.
 */
const TABLE = `
kubernetes~: k8s, kubernetes, kube
database~: db, dbs, database, databases, rdbms
postgresql: postgres, postgresql, psql, pg
elasticsearch: elasticsearch, elastic search, opensearch
certificate: cert, certs, certificate, certificates, tls, ssl, x509, https certificate, ssl certificate, tls certificate, tls cert, ssl cert, server certificate
expiry: expire, expired, expires, expiring, expiry, expiration, lapsed
load balancer: load balancer, load balancers, loadbalancer, load balancing, balancer, alb, albs, elb, elbs, nlb, application load balancer, haproxy
target group: target group, target groups, backend pool
detachment: detach, detached, detaches, detaching, detachment, detatched, deregister, deregistered, deregistration, de registration, unregistered, disassociated, attach, attached, attachment, attachments, reattach, reattached
out of memory: oom, ooms, oomkilled, oomkill, oomkiller, oomkills, oom killed, oom killer, oom kill, out of memory, ran out of memory, runs out of memory, running out of memory, memory exhaustion, memory exhausted, exhausted memory, memory pressure, memory leak, leaked memory, leaking memory, heap exhausted, heap exhaustion, high memory usage, high memory, memory limit, memory usage, memory saturation, heap, memory
disk full: disk full, full disk, disk filled, filled disk, disk space, out of disk, ran out of disk, ran out of space, out of space, no space left, no space left on device, enospc, storage full, volume full, full volume, disk usage, disk exhausted, disk exhaustion, low disk
timeout~: timeout, timeouts, timed out, times out, time out, timing out, deadline exceeded
deploy~: deploy, deploys, deployed, deployment, deployments, deploying, rollout, rolled out, roll out, release, releases, released, redeploy
rollback~: rollback, rollbacks, rolled back, roll back, rolling back, revert, reverted
upgrade: upgrade, upgrades, upgraded, upgrading, version bump, version bumps, version update, bump, bumped, bumps, bumping, version upgrade
migration: migrate, migrated, migrating, migration, migrations
configuration~: config, configs, configuration, configurations, configure, configured, misconfig, misconfigured, misconfiguration
unavailable~: unavailable, unreachable, not reachable, offline, down, went down, go down, inaccessible, not available, unresponsive, not responding
latency~: latency, latencies, slow, slowly, slowness, slowdown, slower, sluggish, response time, response times, degraded, lagging
not ready: notready, not ready, unhealthy
crash loop: crashloop, crashloops, crashlooping, crashloopbackoff, crash loop, crash looping, crash loops, restart loop
connection pool: connection pool, connection pools, connections pool, pool exhausted, pool exhaustion, pool of connections, too many connections, out of connections, ran out of connections, connections exhausted, exhausted connections, connection limit, connection exhaustion, max connections, pgbouncer, connection slots, exhausted pool, pool starvation, pool ran dry
backlog: backlog, backlogs, lag, lags, lagged, consumer lag, queue lag, queue backlog, piled up, pile up, queued up, built up
queue: queue, queues, message queue
throttling: throttle, throttled, throttles, throttling, rate limit, rate limits, rate limited, rate limiting, ratelimit, ratelimited, too many requests, quota exceeded, over quota, 429
dns: dns, nameserver, nameservers, name resolution, name server, dns resolver, coredns, route53, hostname resolution, nxdomain
credential: credential, credentials, api key, api keys, apikey, access key, access keys, secret, secrets, token, tokens, password, passwords
authentication: authentication, authenticate, authenticated, auth, login, logins, logon, to log in, not log in, log in again, sign in, signin, sign on, signing in, sso, single sign on
authorization: authorization, authorisation, permission, permissions, acl, acls, forbidden, access denied, 403
deadlock: deadlock, deadlocks, deadlocked, lock contention, table lock, locked table, lock wait
replication: replication, replica, replicas, replicate, replicated, standby, failover, failed over, fail over, secondary
high cpu: cpu, high cpu, cpu saturation, cpu usage, cpu load, cpu exhaustion, cpu spike, processor load
traffic surge: traffic spike, traffic surge, surge, spike in traffic, surge in traffic, ddos, flood of requests, flooded, thundering herd, load spike, retry storm
supply chain: supply chain, malicious package, compromised package, malicious code, malicious version, npm worm
vulnerability: vulnerability, vulnerabilities, vulnerable, cve, exploit, zero day
npm: npm, npm package, node package
feature flag: feature flag, feature flags, flag, flags, feature toggle, toggles
log: log, logs, logging, logfile, logfiles, logshipper, log shipping, fluentd, fluent bit, logstash
metric: metric, metrics
cache: cache, caches, cached, caching, redis, memcached, memcache
email: email, emails, e mail, mail, mails, smtp
payment: payment, payments, pay
backup: backup, backups, snapshot, snapshots
index: index, indexes, indices, missing index, unindexed
query: query, queries, sql
node: node, nodes, worker node, worker nodes
clock: clock, clock skew, ntp, time drift, clock drift
cron job: cron, cronjob, cron job, crontab, scheduled job, job scheduler
webhook: webhook, webhooks, admission controller, admission webhook
power: power, power outage, electricity
fiber: fiber, fibre, fibre cut, fiber cut, cable cut
bgp: bgp, route leak, routing leak, prefix leak
cdn: cdn, content delivery network, edge cache, cloudfront, akamai, fastly
upstream: third party, upstream provider, external provider, provider outage
5xx: 5xx, 5xxs, 500, 500s, internal server error, internal server errors, server errors
502: 502, 502s, bad gateway
503: 503, 503s, service unavailable
504: 504, 504s, gateway timeout, gateway timeouts
404: 404, 404s
`;

interface Concept {
  readonly name: string;
  /** Told with failures of many kinds. */
  readonly isWeak: boolean;
}

interface Entry {
  readonly stems: readonly string[];
  readonly concept: Concept;
}

const byFirstStem = new Map<string, Entry[]>();
for (const row of TABLE.trim().split('\n')) {
  const [head = '', names = ''] = row.split(': ');
  const concept = { name: head.replace('~', ''), isWeak: head.endsWith('~') };
  for (const name of names.split(', ')) {
    const stems = name.split(' ').map(stem);
    const entries = byFirstStem.get(stems[0] ?? '') ?? [];
    entries.push({ stems, concept });
    byFirstStem.set(stems[0] ?? '', entries);
  }
}
for (const entries of byFirstStem.values()) entries.sort((a, b) => b.stems.length - a.stems.length);

/** The concept whose longest name stands in `stems` at `at`, and of how many words the name is; undefined for none. */
export function conceptAt(
  stems: readonly string[],
  at: number,
): { readonly concept: Concept; readonly words: number } | undefined {
  const entry = byFirstStem
    .get(stems[at] ?? '')
    ?.find((one) => one.stems.every((part, offset) => stems[at + offset] === part));
  return entry && { concept: entry.concept, words: entry.stems.length };
}
