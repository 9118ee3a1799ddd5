import type { Question } from '../question/question.ts';
import type { ReadDocument, Section, Unit } from '../units/unit.ts';
import { cover } from './cover.ts';

/** Which terms the surroundings of a unit hold, as bits. */
interface Context {
  /** Title of the document, alerts it serves; names that its first paragraphs give it. */
  readonly document: number;
  /** All headings above. */
  readonly headings: number;
  /** The innermost heading. */
  readonly heading: number;
}

export interface Reading {
  readonly question: Question;
  readonly documents: readonly ReadDocument[];
  own(unit: Unit): number;
  around(section: Section): Context;
  /** Terms of the document's title and alerts. */
  named(document: ReadDocument): number;
}

/** Units of a document's beginning that say what the document is about. */
const INTRODUCTION_UNITS = 6;

/** Documents read for one question: what covers what is worked out once. */
export function readingOf(question: Question, documents: readonly ReadDocument[]): Reading {
  const ownOf = new Map<Unit, number>();
  const contextOf = new Map<Section, Context>();
  const own = (unit: Unit): number => {
    const known = ownOf.get(unit);
    if (known !== undefined) return known;
    const held = cover(unit.tokens, question);
    ownOf.set(unit, held);
    return held;
  };
  const named = (document: ReadDocument): number => cover(document.names.tokens, question);
  // A document that has a name in its title is about it; others then only mention it.
  const titled = documents.reduce((all, document) => all | named(document), 0);
  const namesOf = new Map<ReadDocument, number>();
  function documentTerms(document: ReadDocument): number {
    const known = namesOf.get(document);
    if (known !== undefined) return known;
    const first = document.sections
      .flatMap(({ units }) => units)
      .filter(({ passage }) => passage.ordinal === 0);
    const introduced = first.slice(0, INTRODUCTION_UNITS).reduce((all, unit) => all | own(unit), 0);
    const held = named(document) | (introduced & question.names & ~titled);
    namesOf.set(document, held);
    return held;
  }
  return {
    question,
    documents,
    own,
    named,
    around(section) {
      const known = contextOf.get(section);
      if (known) return known;
      const made = {
        document: documentTerms(section.document),
        headings: cover(section.headings.tokens, question),
        heading: cover(section.heading.tokens, question),
      };
      contextOf.set(section, made);
      return made;
    },
  };
}

/** Terms that what leads a unit in holds: the sentence before its list, strictly only one with a colon; the items it stands in. */
export function ledIn({ own }: Reading, unit: Unit, isStrict = false): number {
  let held = 0;
  for (let lead = unit.lead, depth = 0; lead && depth < 6; lead = lead.lead, depth++)
    if (!isStrict || lead.kind !== 'sentence' || lead.text.endsWith(':')) held |= own(lead);
  return held;
}
