import { baseForm } from './base-form.ts';

/** Two words that are one; after `=` the word that they are read as. */
const PAIRS = `
roll back=rollback; set up=setup; back up=backup; shut down=shutdown; log in=login; sign in=login; sign on=signon; log out=logout;
log on=login; scale up=scaleup; scale down=scaledown; start up=startup; fail over=failover; fall back=fallback; turn off=disable;
turn on=enable; switch off=disable; switch on=enable; clean up=cleanup; spin up=create; hand over=handover; hand off=handover;
check out=checkout; check in=checkin; follow up=followup; carry over=carryover; on call=oncall; time off=vacation;
annual leave=vacation; days off=vacation; day off=vacation; run book=runbook; time out=timeout; data base=database;
post mortem=postmortem; hot fix=hotfix; pull request=pr; merge request=pr; multi factor=mfa; two factor=mfa; pay slip=payslip;
go live=launch; roll out=rollout; find out=find; look up=lookup; carry out=execute; work around=workaround; break down=breakdown;
speed up=speedup; slow down=slowdown; sign up=signup; sign off=approval; write up=writeup; data center=datacenter;
data centre=datacenter; read only=readonly; real time=realtime; e mail=email; single sign=sso; get back=recover; bring back=recover;
come from=origin; deal with=handle; get rid=remove; take over=takeover; fill up=fill; opt out=optout; opt in=optin; stand for=mean;
free of=without; service desk=helpdesk; help desk=helpdesk; user name=username; pass word=password; file system=filesystem
`;

/** Pairs of stems, with a space between, to the word that they are read as. */
export const phrases: ReadonlyMap<string, string> = new Map(
  PAIRS.trim()
    .split(/;\s*/)
    .map((row) => {
      const [pair = '', word = ''] = row.split('=');
      return [pair.trim().split(' ').map(baseForm).join(' '), word.trim()] as const;
    }),
);

/** Stems that a phrase begins with. */
export const phraseStarts: ReadonlySet<string> = new Set(
  [...phrases.keys()].map((pair) => pair.split(' ')[0] ?? ''),
);
