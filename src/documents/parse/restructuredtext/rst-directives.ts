import { dedent, isBlank } from './rst-lines.ts';

/** `.. name:: arguments`, its options and what is set in below it. */
export interface RstDirective {
  readonly name: string;
  readonly arguments: string;
  readonly options: ReadonlyMap<string, string>;
  readonly content: readonly string[];
}

const DIRECTIVE = /^\.\.\s+(?:\|[^|]{1,100}\|\s+)?([A-Za-z][\w:.+-]{0,60})::(?:\s+(.*))?$/;
const OPTION = /^:([\w-]{1,60}):(?:\s+(.*))?$/;

/** The directive that the lines are; null for comments, targets and notes. */
export function readDirective(lines: readonly string[]): RstDirective | null {
  const [, name, first = ''] = DIRECTIVE.exec(lines[0] ?? '') ?? [];
  if (name === undefined) return null;
  const below = lines.slice(1);
  const body = dedent(below);
  const options = new Map<string, string>();
  let at = 0;
  // Arguments may go on in the next lines; options follow without an empty line between.
  const hasGap = isBlank(below[0]);
  for (; !hasGap && at < body.length && !isBlank(body[at]); at++) {
    const option = OPTION.exec(body[at] ?? '');
    if (!option) break;
    options.set(option[1] ?? '', option[2] ?? '');
  }
  return {
    name: name.toLowerCase(),
    arguments: first.trim(),
    options,
    content: hasGap ? ['', ...body] : body.slice(at),
  };
}

/** What is never read: other files, markup for other formats, and what builds the pages around a text. */
export const DROPPED: ReadonlySet<string> = new Set([
  ...[
    'include',
    'raw',
    'literalinclude',
    'toctree',
    'contents',
    'index',
    'meta',
    'highlight',
    'role',
    'unicode',
  ],
  ...['default-role', 'sectnum', 'section-numbering', 'header', 'footer', 'title', 'currentmodule', 'module'],
  ...[
    'replace',
    'date',
    'class',
    'rst-class',
    'highlightlang',
    'tabularcolumns',
    'sectionauthor',
    'codeauthor',
  ],
  ...['automodule', 'autoclass', 'autofunction', 'autosummary', 'target-notes', 'testsetup', 'testcleanup'],
  ...['graphviz', 'digraph', 'graph', 'plantuml', 'uml', 'mermaid', 'restructuredtext-test-directive'],
]);

export const CODE: ReadonlySet<string> = new Set([
  ...[
    'code',
    'code-block',
    'sourcecode',
    'parsed-literal',
    'prompt',
    'doctest',
    'testcode',
    'testoutput',
    'math',
  ],
  ...['ipython', 'console', 'productionlist'],
]);

/** What is said of a block in a word before it. */
export const LABELS: Readonly<Record<string, string>> = {
  note: 'Note',
  warning: 'Warning',
  tip: 'Tip',
  important: 'Important',
  caution: 'Caution',
  danger: 'Danger',
  hint: 'Hint',
  error: 'Error',
  attention: 'Attention',
  seealso: 'See also',
  todo: 'To do',
};

/** What is said of a block with its argument, which is a version. */
export const VERSION_LABELS: Readonly<Record<string, string>> = {
  versionadded: 'Added in version',
  versionchanged: 'Changed in version',
  deprecated: 'Deprecated since version',
  'deprecated-removed': 'Deprecated since version',
};

/** Blocks that only hold others; their argument is no text. */
export const CONTAINERS: ReadonlySet<string> = new Set([
  ...[
    'only',
    'container',
    'compound',
    'epigraph',
    'highlights',
    'pull-quote',
    'hlist',
    'tabs',
    'tab-set',
    'grid',
  ],
  ...['ifconfig', 'centered-block'],
]);
