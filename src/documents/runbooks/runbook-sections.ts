import type { Block } from '../../lib/markdown-blocks.ts';
import { plainText } from '../../lib/plain-text.ts';

/** Whether a section says what to do, what something is, or does not tell by its heading. */
type Role = 'action' | 'background' | 'open';

/** The blocks below one heading, without the sections below it. */
export interface RunbookSection {
  readonly name: string | null;
  readonly role: Role;
  readonly blocks: Block[];
}

/** A heading such as "Step 2: drain the node" with all that stands below it. */
interface HeadedStep {
  readonly section: string | null;
  readonly blocks: Block[];
}

const ACTION =
  /\b(?:diagnos\w{1,8}|mitigat\w{1,6}|resol(?:ve|ving|ution)|remed(?:y|ies|iat\w{1,4})|steps?|procedures?|what to do|actions?|troubleshoot\w{0,4}|recover\w{0,4}|respon(?:se|d|ding)|fix(?:es|ing)?|investigat\w{1,4}|runbook|playbook|verif\w{1,8}|checks?|checklist|triag\w{1,3}|roll ?back|escalat\w{1,4}|work ?arounds?|instructions?|immediate\w{0,2}|debug\w{0,4}|solutions?|repair\w{0,3}|restor\w{1,4}|first aid|containment)\b/i;
const BACKGROUND =
  /^(?:\d{1,2}[.)]\s+)?(?:meaning|impact|overview|summary|background|references?|see also|links|related|contacts?|owners?|severity|(?:table of )?contents|history|change ?log|prerequisites?|glossary|introduction|description|about|context|symptoms?|causes?|root causes?|dashboards?|metrics|templates?|examples?|action items?|follow.?ups?|lessons|insights|timeline|what went)\b/i;

const STEP_HEADING = /^step\s+\d{1,2}\b/i;
const NUMBERED_HEADING = /^\d{1,2}[.):]\s+\S/;
const MAX_CHARACTERS = 200;
/** Below all headings. */
const LABEL_LEVEL = 7;

const roleOf = (heading: string, outer: Role): Role =>
  BACKGROUND.test(heading) ? 'background' : ACTION.test(heading) ? 'action' : outer;

interface OpenHeading {
  readonly level: number;
  readonly name: string;
  readonly role: Role;
}

/** Sections and headed steps of a page in the order of the text. */
export class SectionReader {
  readonly parts: (RunbookSection | HeadedStep)[] = [];
  #open: OpenHeading[] = [];
  #step: { readonly level: number; readonly blocks: Block[] } | null = null;
  #section: RunbookSection = { name: null, role: 'open', blocks: [] };

  constructor(blocks: readonly Block[]) {
    this.parts.push(this.#section);
    for (const block of blocks) {
      if (block.type === 'heading') this.#enter(block);
      else if (this.#step) this.#step.blocks.push(block);
      else this.#add(block);
    }
  }

  #enter(block: Extract<Block, { type: 'heading' }>): void {
    const { level } = block;
    if (this.#step && level > this.#step.level) {
      this.#step.blocks.push(block);
      return;
    }
    this.#step = null;
    this.#open = this.#open.filter((outer) => outer.level < level);
    const outer = this.#open.at(-1);
    const name = plainText(block.text.slice(0, MAX_CHARACTERS));
    const isStep = STEP_HEADING.test(name) || (outer?.role === 'action' && NUMBERED_HEADING.test(name));
    if (isStep) {
      this.#step = { level, blocks: [block] };
      this.parts.push({ section: outer?.name ?? null, blocks: this.#step.blocks });
      return;
    }
    // The title of a page says nothing about its sections.
    const isTitle = level === 1 && outer === undefined;
    this.#begin({ level, name, role: isTitle ? 'open' : roleOf(name, outer?.role ?? 'open') });
  }

  #begin(heading: OpenHeading): void {
    this.#open.push(heading);
    this.#section = { name: heading.name, role: heading.role, blocks: [] };
    this.parts.push(this.#section);
  }

  #add(block: Block): void {
    const [line = '', ...rest] = block.type === 'paragraph' ? block.raw.split('\n') : [];
    const outer = this.#open.filter(({ level }) => level < LABEL_LEVEL);
    const role = outer.at(-1)?.role ?? 'open';
    const label = labelOf(line, role);
    if (label === null) {
      this.#section.blocks.push(block);
      return;
    }
    this.#open = outer;
    this.#begin({ level: LABEL_LEVEL, name: label, role: roleOf(label, role) });
    if (rest.length > 0)
      this.#section.blocks.push({ type: 'paragraph', line: block.line + 1, raw: rest.join('\n') });
  }
}

/**
 * A line that is a heading without marks: "**Mitigation**", or "What to do:" where no heading has said so. Null for one
 * of a sentence.
 */
function labelOf(line: string, role: Role): string | null {
  if (line.length > 80) return null;
  const text = line.trim();
  const bold = /^(?:\*\*|__)([^*_]{2,60})(?:\*\*|__)\s{0,2}:?$/.exec(text)?.[1];
  if (bold === undefined && role === 'action') return null;
  const name = (bold ?? /^([\p{L}][\p{L} ]{2,40}):$/u.exec(text)?.[1])?.replace(/:$/, '').trim();
  if (name === undefined || name.split(/\s+/).length > 4) return null;
  return BACKGROUND.test(name) || ACTION.test(name) ? name : null;
}
