import type { QueryDraft } from './query-draft.ts';

/** Words of talk that seldom tell what a text is about, though a small collection may hardly have them. */
const COMMON = `able actually again already also although always another anyone anything around away back bad become became begin
best better big bit bring came case cause causes certain change come comes could couldn day didn different does doesn doing
don done down each early easy either else end ended ends enough entire even ever every everyone everything exactly far few
fine first found fully get gets getting give given go goes going gone good got great guy guys hadn happen happened happening
happens hard hasn haven having however idea instead isn keep keeps kept kind know known large last late later least leave
left less let like likely little long look looks lot made main make makes making many may maybe mean means might mine month
months morning much must near nearly need needs never new next night no nobody none nothing now number often ok okay old one
ones order other others our overall own part particular past people place possible probably problem problems put puts quite
rather really reason reasons result results right said say says second see seem seems seen several shall should shouldn side
since small somebody someone something sometimes soon still stuff such sudden suddenly sure take takes taken tell than thank
thanks that thing things think though three through thus time times today together told tomorrow too took toward tried tries
try trying turn turned two under until upon us use used useful uses using usual usually various very want wanted wants was
wasn way ways week weeks well went were weren whatever whether while whole whose will with within without won work working
works would wouldn wrong year years yes yesterday yet`;
const WORDS: ReadonlySet<string> = new Set(COMMON.split(/\s+/));
const WEIGHT = 0.4;

/** Lets common words of talk count for less; a question of nothing else stays as it is. */
export function weakenCommonWords(draft: QueryDraft): QueryDraft {
  if (draft.terms.every(({ forms }) => WORDS.has(forms[0].word))) return draft;
  const terms = draft.terms.map((term) =>
    WORDS.has(term.forms[0].word) ? { ...term, weight: term.weight * WEIGHT } : term,
  );
  return { ...draft, terms };
}
