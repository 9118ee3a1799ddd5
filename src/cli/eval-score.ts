import { parseId } from '../core/ids.ts';
import type { AskedReply } from './asker.ts';
import type { EvalRow } from './eval-row.ts';

type Value = string | number;
type Source = Pick<AskedReply['sources'][number], 'id' | 'externalId'>;

/**
 * Whether the reply is right; null where the row says nothing of what would be.
 * A question to be refused is right when it was refused. Any other is right when it was answered, every `gold` and one
 * of each `mustMention` stand in the reply and, where `goldIds` stand alone, all of them are among the sources.
 */
export function isCorrect(
  row: EvalRow,
  answer: Pick<AskedReply, 'reply' | 'abstained' | 'sources'>,
): boolean | null {
  const { gold, goldIds = [], mustMention, abstain } = row;
  if (abstain !== undefined && gold === undefined && goldIds.length === 0 && mustMention === undefined) {
    return answer.abstained === abstain;
  }
  if (abstain) return answer.abstained;
  if (gold === undefined && goldIds.length === 0 && mustMention === undefined) return null;
  if (answer.abstained) return false;
  const holds = (value: Value) => standsIn(answer.reply, value);
  const sourcesMatter = gold === undefined;
  return (
    (gold ?? []).every(holds) &&
    (mustMention ?? []).every((words) => words.some(holds)) &&
    (!sourcesMatter || foundShare(goldIds, answer.sources) === 1)
  );
}

/** Which share of the wanted ids is among the sources; 1 where none is wanted. */
export function foundShare(goldIds: readonly string[], sources: readonly Source[]): number {
  if (goldIds.length === 0) return 1;
  const found = goldIds.filter((wanted) => sources.some((source) => isSame(wanted, source)));
  return found.length / goldIds.length;
}

/** By own id in both forms, by external id, or by the end of a file's path. */
function isSame(wanted: string, { id, externalId }: Source): boolean {
  if (wanted === externalId || parseId('inc', wanted) === id) return true;
  return externalId !== null && (externalId.endsWith(`/${wanted}`) || wanted.endsWith(`/${externalId}`));
}

/** A number as one of the reply's numbers, with or without separators of thousands; a text in any letter case. */
export function standsIn(reply: string, value: Value): boolean {
  const number = typeof value === 'number' ? value : readNumber(value);
  if (number !== undefined) return numbersIn(reply).includes(number);
  const plain = (text: string) => text.toLowerCase().replace(/\s+/g, ' ').trim();
  return plain(reply).includes(plain(String(value)));
}

const NUMBER = /(?<![\w.,])-?(?:\d{1,3}(?:[,\u00a0\u202f ]\d{3})+|\d+)(?:\.\d+)?(?![\d])/g;

const numbersIn = (text: string): number[] => [...text.matchAll(NUMBER)].map(([found]) => toNumber(found));

const readNumber = (text: string): number | undefined =>
  /^-?\d[\d,]*(?:\.\d+)?$/.test(text.trim()) ? toNumber(text.trim()) : undefined;

const toNumber = (text: string): number => Number(text.replace(/[,\u00a0\u202f ]/g, ''));
