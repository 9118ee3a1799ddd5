import { baseForm } from './base-form.ts';

/** Words that answer for each other. The first word of a row is its name; a word may stand in several rows. */
const ROWS = `
vacation holiday leave pto annualleave timeoff
sick illness ill sickness
approve approval authorise authorize permit sign-off signoff
request ask apply application
file submit
reimbursement reimburse
owner own maintain maintainer responsible responsibility belong ownership accountable
lead leader head leads
contact reach call email talk
write author wrote written writer
price cost fee charge pricing priced expensive
pay paid payment compensation compensate salary wage earn
cheap discount reduction saving
buy purchase
deploy deployment release ship rollout publish launch
rollback revert undo backout
restart reboot relaunch bounce
start begin launch commence kickoff
stop end halt terminate finish shutdown
run execute perform
delete remove drop erase purge destroy
create add generate
change modify edit update alter adjust
replace swap exchange substitute
store save keep retain hold retention stored kept
restore recover recovery
backup snapshot
fix mitigate mitigation resolve resolution remediate remediation solve solution repair handle address recover
diagnose diagnosis investigate investigation debug troubleshoot troubleshooting check analyse analyze
cause reason root why rationale
happen occur
fail failure failing failed break broken error
outage downtime unavailable down incident
alert alarm
acknowledge ack respond response
escalate escalation
quick fast soon rapid quickly
database db datastore
kubernetes k8s
repository repo
configuration config setting configure setup
environment env
production prod live
staging stage preprod
development dev
authentication auth authenticate login signin signon
authorization authz permission
administrator admin
application app
maximum max most highest cap upper longest largest
minimum min least lowest shortest smallest
limit cap quota ceiling restrict
exceed pass surpass above
expire expiry expiration valid validity lifetime lapse
guarantee sla promise commit agreement warranty
stale lag outdated behind
delay lag late
allow permit may can allowed accept
forbid forbidden prohibit ban disallow
require mandatory required necessary
optional voluntary
include contain included comprise
retry retried again reattempt
phone telephone
employee staff worker
hire joiner newcomer onboard
laptop computer notebook
equipment hardware
stolen theft steal
lost lose losing
password passphrase credential
mfa multifactor 2fa twofactor
sso singlesignon
vpn network
pr pullrequest mergerequest
host server machine
disk volume drive
full fill exhausted
queue backlog
big large
grow expand enlarge extend increase resize
raise increase bump
reduce decrease lower shrink
scale resize
send deliver delivery
customer client
user seat
documentation docs
meeting call
depart leave
km kilometre kilometer
kg kilogram
gb gigabyte
mb megabyte
tb terabyte
percent percentage
attempt try
book reserve booking reservation
review audit check inspect
rotate rotation
notify inform tell notification announce
verify validate check confirm verification
encrypt encryption encrypted
choose chosen pick select decide chose selected picked
reject rejected refuse decline
support supported
language programming
monthly month
yearly year annual annually
weekly week
daily day
quarter quarterly
team squad group
manager boss supervisor
engineer developer
url link address endpoint
location locate place live stored situated
live store locate kept reside
move migrate migration moved
connect connection
version release
introduce add added introduced
deprecate deprecated removal
access permission
visitor guest
install installation
swap trade exchange
postmortem retrospective
`;

/** Stem to the names of its rows. */
function readRows(): ReadonlyMap<string, readonly string[]> {
  const rowsOf = new Map<string, string[]>();
  for (const [at, row] of ROWS.trim().split('\n').entries())
    for (const word of new Set(row.split(' ').map(baseForm))) {
      const rows = rowsOf.get(word) ?? [];
      rows.push(`=${at}`);
      rowsOf.set(word, rows);
    }
  return rowsOf;
}

const rowsOf = readRows();
const NONE: readonly string[] = [];

/** Names of the rows that a stem stands in: two stems with one in common answer for each other. */
export const synonymRows = (stemmed: string): readonly string[] => rowsOf.get(stemmed) ?? NONE;
