import type { NodeKind } from '../../../core/topology.ts';

/** What verbs and nouns of a question say about two things; wider than the edges that answer it. */
export type Relation =
  | 'publish'
  | 'subscribe'
  | 'consume'
  | 'call'
  | 'depend'
  | 'use'
  | 'talk'
  | 'own'
  | 'provide'
  | 'contain'
  | 'belong';

export type ChangeAction = 'added' | 'changed' | 'vanished' | 'returned';

/** What a phrase of the lexicon may say. */
export type Meaning =
  | { readonly kind: 'verb'; readonly relation: Relation; readonly isParticiple: boolean }
  /** “publishers” asks for the `from` end of publish, “dependencies” for the `to` end of depend. */
  | { readonly kind: 'role'; readonly relation: Relation; readonly asked: 'from' | 'to' }
  | { readonly kind: 'noun'; readonly kinds: readonly NodeKind[]; readonly isPlural: boolean }
  | {
      readonly kind: 'ask';
      readonly ask: 'count' | 'list' | 'which' | 'who' | 'exists' | 'describe' | 'draw';
    }
  | { readonly kind: 'change'; readonly action: ChangeAction | null }
  | { readonly kind: 'property'; readonly property: string }
  | { readonly kind: 'pronoun'; readonly isPlural: boolean }
  | { readonly kind: 'hops'; readonly hops: number | null }
  | { readonly kind: Mark };

/** Meanings that say all by their kind. */
export type Mark =
  | 'filler'
  | 'aux'
  | 'be'
  | 'have'
  | 'by'
  | 'to'
  | 'from'
  | 'of'
  | 'in'
  | 'on'
  | 'and'
  | 'but'
  | 'except'
  | 'how'
  | 'negation'
  | 'missing'
  | 'if'
  | 'down'
  | 'affected'
  | 'downstream'
  | 'upstream'
  | 'work'
  | 'reach'
  | 'connected'
  | 'path'
  | 'between'
  | 'all'
  | 'both'
  | 'shortest'
  | 'transitive'
  | 'direct'
  | 'field'
  | 'type'
  | 'required'
  | 'cycle'
  | 'most'
  | 'hub'
  | 'shared'
  | 'compare'
  | 'time'
  | 'import'
  | 'graph'
  | 'edge'
  | 'continue'
  | 'any'
  | 'yes'
  | 'incident'
  | 'unheld';

export type MeaningKind = Meaning['kind'];
