import { stem } from '../../lib/stem.ts';

/** Forms that the stemmer keeps apart, under the form that stands for them. */
const ROWS = `
lose: lost loss losses
break: broke broken
send: sent
run: ran
fall: fell fallen
rise: rose risen
grow: grew grown
write: wrote written
build: built
choose: chose chosen choice
keep: kept
hold: held
pay: paid
steal: stole stolen
leave: left
lead: led
buy: bought
sell: sold
spend: spent
begin: began begun
meet: met
tell: told
take: took taken
give: gave given
find: found
delete: deletion deletions
expire: expiry expiration expirations
fail: failure failures
approve: approval approvals
remove: removal
arrive: arrival
maintain: maintenance
respond: response responses
analyse: analysis analyses analyze
mitigate: mitigation
retain: retention
freeze: froze frozen
hide: hidden
forget: forgot forgotten
think: thought
feed: fed
light: lit
draw: drew drawn
throw: threw thrown
teach: taught
catch: caught
wake: woke woken
win: won
fly: flew flown
tear: tore torn
hang: hung
seek: sought
bring: brought
drive: drove driven
wide: width
deep: depth
sign: signature signatures
identify: identity
deliver: delivery deliveries
person: people persons
compare: comparison
describe: description
explain: explanation
decide: decision decisions
define: definition definitions
install: installation
notify: notification notifications
verify: verification
escalate: escalation
encrypt: encryption
decrypt: decryption
eligible: eligibility
store: storage
speak: spoke spoken
wear: wore worn
refuse: refusal
propose: proposal
renew: renewal renewals
revoke: revocation revocations
register: registration registrations
subscribe: subscription subscriptions
submit: submission submissions
extend: extension extensions
expand: expansion
suspend: suspension
convert: conversion conversions
destroy: destruction
reduce: reduction reductions
apply: application applications
classify: classification
purify: purification
resume: resumption
transmit: transmission
withdraw: withdrew withdrawn withdrawal
refuel: refuelling refueling
old: older oldest
large: larger largest
big: bigger biggest
long: length longer longest
short: shorter shortest
cheap: cheaper cheapest
fast: faster fastest
new: newer newest
high: height higher highest
low: lower lowest
small: smaller smallest
slow: slower slowest
early: earlier earliest
late: later latest
`;

const forms: ReadonlyMap<string, string> = new Map(
  ROWS.trim()
    .split('\n')
    .flatMap((row) => {
      const [word = '', others = ''] = row.split(': ');
      return others.split(' ').map((form) => [form, word] as const);
    }),
);

/** The stem of a lower-case word, irregular forms and nouns made of verbs under the verb. */
export const baseForm = (lower: string): string => stem(forms.get(lower) ?? lower);
