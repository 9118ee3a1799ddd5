import { Phrases } from './phrases.ts';

/**
 * How binding a statement is worded. `can`: somebody is able or allowed to. `could`: it may be left out. `stated`: it
 * just says how things are to be.
 */
export type Strength = 'must' | 'should' | 'can' | 'could' | 'stated';

/** What a modal phrase says of what follows it. */
export interface Modal {
  readonly strength: Strength;
  readonly says: 'require' | 'forbid' | 'allow' | 'optional';
}

const modal = (strength: Strength, says: Modal['says']): Modal => ({ strength, says });

export const modalWords = new Phrases<Modal>([
  [
    modal('must', 'optional'),
    "must be optional | shall be optional | is optional | are optional | should be optional | optional | optionally | not required | not mandatory | not necessary | not obligatory | need not | needn't | do not have to | does not have to | don't have to | doesn't have to | do not need to | does not need to | don't need to | doesn't need to | no need to | no need for | must not have to | should not have to | shouldn't have to | should not need to | must not need to | not need to | not have to | not be required to | not be forced to | not be mandatory | not be required | voluntary",
  ],
  [
    modal('must', 'require'),
    'must | shall | has to | have to | needs to | need to | is required to | are required to | required | mandatory | obligatory | is mandatory | are mandatory | compulsory | is obliged to | are obliged to | not optional | not be optional | is to | are to | requires | require | must have | is essential | is a must | cannot be skipped | can not be skipped | essential',
  ],
  [
    modal('must', 'forbid'),
    "must not | mustn't | shall not | shan't | may not | must never | shall never | should never | may never | cannot | can not | can't | can never | not allowed to | not be allowed to | not be able to | not permitted | not be possible | not possible | is not possible | not be permitted to | not be permitted | never be able to | prohibited | forbidden | is not allowed | are not allowed | not allowed | will not | won't | will never | under no circumstances | not supported | not be supported | must no longer | must no",
  ],
  [modal('should', 'forbid'), "should not | shouldn't | ought not to"],
  [
    modal('should', 'require'),
    'should | ought to | would like to | would like | expected to | is expected to',
  ],
  [
    modal('must', 'allow'),
    'must be able to | shall be able to | must be allowed to | must be possible to | must be possible | shall be possible | must allow | shall allow | must let | needs to be able to | need to be able to | has to be able to | have to be able to | need to be possible | has to be possible',
  ],
  [
    modal('should', 'allow'),
    'should be able to | should be allowed to | should be possible to | should be possible | should allow | should let',
  ],
  [
    modal('can', 'allow'),
    'may | can | is able to | are able to | is allowed to | are allowed to | is permitted to | are permitted to',
  ],
  [modal('could', 'allow'), 'could | might | if time permits | if time allows'],
  [
    modal('could', 'optional'),
    'nice to have | would be nice | would be great | would be good | would be cool',
  ],
  [modal('must', 'require'), 'will | want | wants | need | needs | want to | wants to'],
]);

/** Names of a column or a group that say how binding what stands there is. */
export const priorityWords = new Phrases<Modal>([
  [
    modal('must', 'require'),
    'must | must have | must haves | musts | mandatory | required | p0 | critical | m',
  ],
  [modal('should', 'require'), 'should | should have | should haves | s | p1'],
  [
    modal('could', 'optional'),
    'could | could have | could haves | nice to have | nice to haves | optional | p2 | p3 | c | stretch',
  ],
  [modal('must', 'forbid'), "won't | wont | won't have | wont have | will not have | w"],
]);
