import type { PassageCandidate } from '../found-passage.ts';
import { type AnalysedPassage, analysePassage } from './analysed-passage.ts';
import { TermTable } from './term-table.ts';

/** About 4 KiB each. */
const MOST_PASSAGES = 4000;
const MOST_TERMS = 200_000;

/** A passage's text never changes: it is analysed once, and forgotten when it was not ranked for long. */
export class PassageCache {
  private readonly mostPassages: number;
  private readonly mostTerms: number;
  private passages = new Map<string, AnalysedPassage>();
  private termTable: TermTable;

  constructor(mostPassages = MOST_PASSAGES, mostTerms = MOST_TERMS) {
    this.mostPassages = mostPassages;
    this.mostTerms = mostTerms;
    this.termTable = new TermTable(mostTerms);
  }

  get terms(): TermTable {
    return this.termTable;
  }

  /** The candidates in numbers of one table. Numbers of an earlier call may no longer be valid. */
  analyse(candidates: readonly PassageCandidate[]): AnalysedPassage[] {
    // Terms of passages that were forgotten stay in the table: it is begun anew before it is full.
    if (this.termTable.fill > 0.5) {
      this.termTable = new TermTable(this.mostTerms);
      this.passages = new Map();
    }
    return candidates.map((candidate) => this.read(candidate));
  }

  private read(candidate: PassageCandidate): AnalysedPassage {
    const known = this.passages.get(candidate.id);
    const isCurrent = known?.ofTitle === candidate.title && known.ofAlerts === candidate.alerts.join('\n');
    const analysed = isCurrent ? known : analysePassage(candidate, this.termTable);
    // A Map keeps the order of insertion: the first is the one that was not used for longest.
    if (known) this.passages.delete(candidate.id);
    this.passages.set(candidate.id, analysed);
    if (this.passages.size > this.mostPassages) {
      const [oldest] = this.passages.keys();
      if (oldest !== undefined) this.passages.delete(oldest);
    }
    return analysed;
  }
}
