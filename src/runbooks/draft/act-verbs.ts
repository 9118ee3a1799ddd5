const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** What somebody does to find out. */
export const CHECKS = words(`
check verify inspect confirm validate test compare diff review examine investigate trace query print dump reproduce probe
measure recheck
`);

/** What somebody does about it; says enough without an object. */
export const PLAIN_ACTS = words(`
restart reboot rollback revert downgrade failover redeploy rerun retrigger requeue drain cordon uncordon evacuate recreate
reinstall reload
`);

/** What somebody does about it, to something that has to be said. */
export const ACTS = words(`
add adjust allocate allowlist apply archive assign attach backfill backport ban block bump bypass cancel cap change
clean clear commit compress configure contact convert copy correct decrease delete deploy detach disable disconnect double
downscale enable escalate evict expand export extend fix flush freeze generate grant hotfix import increase
install invalidate isolate issue kill limit load lower mark merge migrate mitigate modify mount move pause pin point prune
purge push put quarantine queue raise reallocate reapply reassign reattach rebuild recalculate reconfigure
reconnect recover redirect reduce reenable refresh refund regenerate reindex reissue release relocate remount remove rename
renew repair replace replay reroute reschedule reset resize resolve restore resubmit resync reverse revoke rewrite
roll rotate route run scale set shift ship shrink shut skip split stop suspend swap switch sync taint terminate
throttle toggle trim truncate tune turn unblock undo uninstall unlock unmount unpause update upgrade whitelist withdraw
`);

/** Forms that no rule makes, and words that are one verb in two pieces. */
export const IRREGULAR: Readonly<Record<string, string>> = {
  ...{ ran: 'run', reran: 'rerun', rebuilt: 'rebuild', rewrote: 'rewrite', rewritten: 'rewrite' },
  ...{ undid: 'undo', undone: 'undo', withdrew: 'withdraw', withdrawn: 'withdraw', froze: 'freeze' },
  ...{ frozen: 'freeze', cut: 'reduce', split: 'split', shut: 'shut' },
  ...{
    set: 'set',
    reset: 'reset',
    put: 'put',
    rolledback: 'rollback',
    rollingback: 'rollback',
    failedover: 'failover',
  },
};

/** Said at the beginning of a line these are told as done: other verbs are nouns there, such as "Issue" and "Change". */
export const IMPERATIVES: ReadonlySet<string> = new Set(
  words(`
add apply attach clear configure cordon decrease delete detach disable drain enable failover flush increase install kill
lower pause raise recreate redeploy reduce remove renew replace restart restore revert revoke rollback rotate stop
terminate truncate uncordon undo unlock verify
`),
);

/** As a noun each of these is an act, too: "Rollback to v1.11.3", "Restart of the four services". */
export const ACT_NOUNS: ReadonlySet<string> = new Set(
  words('rollback failover restart reboot revert downgrade redeploy rerun'),
);

/** As a noun they are an act only where something brings them: "release 0.2.220 contains a fix that …". */
export const REMEDIES: ReadonlySet<string> = new Set(words('fix hotfix workaround'));
export const BRINGS = /^(?:contains?|containing|contained|includes?|including|included)$/;

/** How it came out more than what was done: an act only where it is said by what. */
export const OUTCOMES: ReadonlySet<string> = new Set(
  words('resolve mitigate recover fix correct restore run'),
);
export const MEANS = /^(?:by|with|via|from|in|through|to)$/;

/** A form that is also a noun or the present: an act only before one of the second. */
export const NEEDS_PARTICLE: ReadonlySet<string> = new Set(['set', 'reset', 'put', 'cut', 'split', 'shut']);
export const PARTICLES: ReadonlySet<string> = new Set(
  words('to in on at back off from down out up into by for via'),
);
