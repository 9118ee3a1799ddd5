import { readBlocks } from '../../lib/markdown-blocks.ts';
import type { ParsedDocument } from '../parsed-document.ts';
import { findAlerts } from './find-alerts.ts';
import { findSteps } from './find-steps.ts';

/** One thing to do, with what belongs to it: items below it, code, a table. */
export interface RunbookStep {
  /** Exactly the text between `start` and `end`. */
  readonly text: string;
  /** Unicode code points into the document's text; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  /** The heading that it stands under, without marks. */
  readonly section: string | null;
}

/** What a page for people on call is for. */
export interface Runbook {
  readonly name: string;
  /** Names of alerts, as written, each once. */
  readonly alerts: readonly string[];
  /** In the order of the text. */
  readonly steps: readonly RunbookStep[];
}

/** Nobody follows a longer page; what lies beyond is only searched. */
const MAX_CHARACTERS = 1_000_000;

/**
 * Finds the alerts that a page serves and what it says to do, in its first million characters. `name` is the file's,
 * with or without its folders.
 */
export function readRunbook(whole: ParsedDocument, name: string): Runbook {
  const document = { ...whole, text: whole.text.slice(0, MAX_CHARACTERS).toWellFormed() };
  const blocks = [...readBlocks(document.text.split('\n'))];
  const fileName = withoutFolders(name);
  return {
    name: document.title ?? fileName,
    alerts: findAlerts(document, fileName, blocks),
    steps: findSteps(document.text, blocks),
  };
}

/** The last part of a path without its ending, or all of it where that leaves nothing. */
const withoutFolders = (path: string): string =>
  path.slice(path.lastIndexOf('/') + 1).replace(/\.[A-Za-z0-9]{1,8}$/, '') || path;
