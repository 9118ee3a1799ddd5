import { baseForm } from './base-form.ts';

/** Words of a row exclude each other, those with a stroke between stand together: a sentence about one does not answer for another. */
const ROWS = `
employee contractor intern freelancer apprentice volunteer
fulltime parttime
production staging development test sandbox preprod
read write
monthly yearly weekly daily hourly quarterly
monday tuesday wednesday thursday friday saturday sunday
weekday weekend
january february april june july august september october november december
minimum maximum default average
primary secondary tertiary
inbound outbound
incoming outgoing
upload download
create delete
enable disable
start end
open close
public private
internal external
master replica
frontend backend
internet intranet
domestic international
first second third fourth fifth last
morning afternoon evening night
spring summer autumn winter
planned unplanned
paid unpaid
personal shared
mobile desktop
ingress egress
take keep/retain/store expire/valid/validity
`;

function readRows(): ReadonlyMap<string, readonly (readonly [row: number, bit: number])[]> {
  const found = new Map<string, (readonly [number, number])[]>();
  for (const [row, line] of ROWS.trim().split('\n').entries())
    for (const [bit, words] of line.split(' ').entries())
      for (const stem of new Set(words.split('/').map(baseForm)))
        found.set(stem, [...(found.get(stem) ?? []), [row, bit]]);
  return found;
}

/** Stem to the rows that it stands in, with its place in each. */
export const contrasts = readRows();
