import type { IncidentFields } from './read-fields.ts';
import { type Section, sectionItems, sectionText } from './read-sections.ts';

/** Fills the texts that the fields leave open from sections under known headings. */
export function fillFromSections(known: IncidentFields, sections: readonly Section[]): void {
  known.rootCause ??= sectionText(sections, 'rootCause') ?? sectionText(sections, 'contributing');
  known.trigger ??= sectionText(sections, 'trigger');
  known.impact ??= sectionText(sections, 'impact');
  known.detection ??= sectionText(sections, 'detection');
  known.resolution ??= sectionText(sections, 'resolution');
  known.lessons ??= sectionText(sections, 'lessons');
  if (known.actionItems.length === 0) known.actionItems = sectionItems(sections, 'actionItems');
}
