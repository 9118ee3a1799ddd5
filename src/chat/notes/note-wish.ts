/** What a message wishes of the notes, whatever was said before. */
export type NoteWish =
  /** `isCertain`: in words that leave no doubt, so that even what reads as passing is kept. */
  | {
      readonly kind: 'remember';
      readonly text: string;
      readonly isCertain: boolean;
      readonly asked: string | null;
    }
  /** “Remember that”, without saying what. */
  | { readonly kind: 'remember this' }
  | { readonly kind: 'list'; readonly about: string | null }
  | { readonly kind: 'forget last' }
  | { readonly kind: 'forget number'; readonly number: number }
  | { readonly kind: 'forget id'; readonly id: string }
  | { readonly kind: 'forget about'; readonly about: string }
  | { readonly kind: 'forget all' };
