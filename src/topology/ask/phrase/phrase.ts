import type { Facts } from '../run/facts.ts';
import { phraseConditions } from './phrase-conditions.ts';
import { phraseDescribe } from './phrase-describe.ts';
import { phraseFields, phraseFieldUse } from './phrase-fields.ts';
import {
  phraseAbsent,
  phraseChanges,
  phraseCompare,
  phraseDrawAll,
  phraseEdgeCount,
  phraseMost,
  phraseOverview,
} from './phrase-graph.ts';
import { phraseList } from './phrase-list.ts';
import { phraseProperty } from './phrase-property.ts';
import { phraseCycles, phrasePath, phraseReach } from './phrase-reach.ts';
import { phraseCheck, phraseRelated } from './phrase-related.ts';
import { phraseSharedTopics } from './phrase-shared.ts';
import { phraseTopicsWithout, phraseWithoutOwner } from './phrase-without.ts';
import type { Said } from './said.ts';

/** Puts what the graph said into sentences; pure. */
export function phraseFacts(facts: Facts): Said {
  switch (facts.kind) {
    case 'related':
      return phraseRelated(facts);
    case 'check':
      return phraseCheck(facts);
    case 'reach':
      return phraseReach(facts);
    case 'path':
      return phrasePath(facts);
    case 'fields':
      return phraseFields(facts);
    case 'field use':
      return phraseFieldUse(facts);
    case 'topics without':
      return phraseTopicsWithout(facts);
    case 'without owner':
      return phraseWithoutOwner(facts);
    case 'shared topics':
      return phraseSharedTopics(facts);
    case 'compare':
      return phraseCompare(facts);
    case 'cycles':
      return phraseCycles(facts);
    case 'most':
      return phraseMost(facts);
    case 'property':
      return phraseProperty(facts);
    case 'list':
      return phraseList(facts);
    case 'conditions':
      return phraseConditions(facts);
    case 'count edges':
      return phraseEdgeCount(facts);
    case 'describe':
      return phraseDescribe(facts);
    case 'absent':
      return phraseAbsent(facts);
    case 'changes':
      return phraseChanges(facts);
    case 'overview':
      return phraseOverview(facts);
    case 'draw all':
      return phraseDrawAll(facts);
  }
}
