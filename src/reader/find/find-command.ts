import type { Unit } from '../units/unit.ts';
import { ledIn, type Reading } from './context.ts';
import { pickSentences } from './pick-sentences.ts';
import type { Quote } from './quote.ts';

/** How much of the question a piece of code and what leads it in hold; 0 where they do not hold all of it. */
function scoreOf(unit: Unit, reading: Reading): number {
  const { required } = reading.question;
  const { heading, headings, document } = reading.around(unit.section);
  const near = reading.own(unit) | ledIn(reading, unit);
  if (((near | heading | headings | document) & required) !== required) return 0;
  if ((near & required) === 0 && (heading & required) === 0) return 0;
  let count = 0;
  for (let bits = near & required; bits !== 0; bits &= bits - 1) count++;
  return 1 + count + (unit.lead ? 0.2 : 0) + unit.passage.score * 0.1;
}

/** The code that does what is asked, with the sentence that leads it in. */
export function findCommand(reading: Reading): Quote[] {
  let [best, most]: [Unit | null, number] = [null, 0];
  for (const { sections } of reading.documents)
    for (const { units } of sections)
      for (const unit of units) {
        const score = unit.kind === 'code' ? scoreOf(unit, reading) : 0;
        if (score > most) [best, most] = [unit, score];
      }
  const sentences = pickSentences(reading);
  if (!best || (sentences.length > 0 && most < 2)) return sentences;
  return [
    { shape: 'sentences', units: best.lead && best.lead.at === best.at - 1 ? [best.lead, best] : [best] },
  ];
}
