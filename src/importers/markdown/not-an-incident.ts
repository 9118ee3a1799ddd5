import { findDates } from '../../lib/find-dates.ts';
import type { Section } from '../fields/read-sections.ts';
import type { JsonObject } from '../importer.ts';

const LEGAL_NAME = /^(?:licen[cs]e|copying|notice|copyright|patents|unlicense|eula)\b/i;
const PROJECT_NAME =
  /^(?:contributing|code[-_ ]of[-_ ]conduct|security|changelog|changes|history|authors|maintainers|codeowners|governance|support|agents|index|_index|toc|table[-_ ]of[-_ ]contents)(?:\.|$)/i;
const LEGAL_TEXT =
  /Permission is hereby granted, free of charge|Apache License\s+Version 2\.0|GNU (?:LESSER |AFFERO )?GENERAL PUBLIC LICENSE|Redistribution and use in source and binary forms|Mozilla Public License Version/i;
const TEMPLATE_NAME = /(?:^|[^a-z])template(?:[^a-z]|$)/i;
const PLACEHOLDER_TITLE =
  /^(?:\[?<?(?:incident|post-?mortem|outage)?\s*(?:title|name|template|report template)\b|untitled\b)|\b(?:YYYY|DD\/MM|MM\/DD)|^<[^>]+>$|^\[[^\]]+\]$/i;
const PLACEHOLDER =
  /\bYYYY\b|\b20xx\b|\bXXX+\b|\bZZZ\b|\bHH:mm\b|\bDD\/MM\b|\bMM-DD\b|<(?:insert|your|name|date|time|title|link|who|what)\b[^>\n]{0,80}>|\[(?:insert|your|name|date|time|title|link|who|what|describe)\b[^\]\n]{0,80}\]|\b(?:lorem ipsum|short event description)\b/gi;

export interface MarkdownFile {
  /** Path relative to the parent of the import's root. */
  readonly file: string;
  readonly title: string | null;
  readonly frontMatter: JsonObject;
  readonly body: string;
  readonly sections: readonly Section[];
}

const nameOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1);

/** Known parts of a post-mortem that the file really fills. */
function filledParts(sections: readonly Section[]): number {
  const filled = sections.filter((section) => section.blocks.some((block) => /\p{L}{3}/u.test(block.raw)));
  return new Set(filled.map(({ meaning }) => meaning).filter((meaning) => meaning !== null)).size;
}

/** Why a Markdown file is clearly no incident; null when it may be one. */
export function whyNoIncident(markdown: MarkdownFile): string | null {
  const { file, title, frontMatter, body, sections } = markdown;
  const name = nameOf(file);
  if (LEGAL_NAME.test(name) || LEGAL_TEXT.test(body.slice(0, 4000))) return 'is a licence';
  const hasFields = Object.keys(frontMatter).length > 0;
  if (body.trim() === '' && !hasFields) return 'is empty';
  const parts = filledParts(sections);
  if (/^readme\b/i.test(name) && !hasFields && !(parts >= 3 && hasDay(body))) return 'is a readme';
  if (PROJECT_NAME.test(name) && !hasFields && !(parts >= 3 && hasDay(body)))
    return "is a project's own page, not an incident";
  if (isTemplate(markdown, name)) return 'is a template with placeholders';
  if (!hasFields && title !== null && body.replace(/^.*$/m, '').trim() === '')
    return 'has a title but no text';
  return null;
}

function isTemplate({ title, frontMatter, body }: MarkdownFile, name: string): boolean {
  if (frontMatter.template === true) return true;
  const placeholders = body.match(PLACEHOLDER)?.length ?? 0;
  if (TEMPLATE_NAME.test(name)) return placeholders > 0 || !hasDay(body);
  if (hasDay(body)) return false;
  return (title !== null && PLACEHOLDER_TITLE.test(title)) || placeholders >= 3;
}

const hasDay = (body: string): boolean =>
  findDates(body.slice(0, 20_000)).some((date) => date.year !== undefined && date.month !== undefined);

const OTHER_KIND =
  /^(?:runbook|playbook|document|doc|article|page|guide|how-?to|service|topology|pattern|policy|adr|note)s?$/i;
const INCIDENT_KIND = /^(?:incidents?|post-?mortems?|outages?|rca|incident[ _-]report|retrospective)$/i;
const OTHER_FOLDER =
  /^(?:run-?books?|play-?books?|docs?|documents?|documentation|topology|catalog(?:ue)?|services|guides?|handbook|wiki|policies|adrs?)$/i;
const INCIDENT_FOLDER =
  /^(?:incidents?|post-?mortems?|postmortem[_-]?reports?|outages?|rcas?|incident-reports?)$/i;

/** Why a file is rather of another kind, by its front matter or its folder; null when nothing says so. */
export function otherKind({ file, frontMatter, sections }: MarkdownFile): string | null {
  const kind = [
    frontMatter.kind,
    frontMatter.type,
    frontMatter.doc_type,
    frontMatter.document_type,
    frontMatter.layout,
  ].find((value) => typeof value === 'string');
  if (typeof kind === 'string' && INCIDENT_KIND.test(kind.trim())) return null;
  if (typeof kind === 'string' && OTHER_KIND.test(kind.trim())) return kind.trim().toLowerCase();
  const folders = file.split('/').slice(0, -1).reverse();
  const telling = folders.find((folder) => OTHER_FOLDER.test(folder) || INCIDENT_FOLDER.test(folder));
  if (telling === undefined || INCIDENT_FOLDER.test(telling)) return null;
  const meanings = new Set(sections.map(({ meaning }) => meaning));
  if (meanings.has('timeline') && (meanings.has('rootCause') || meanings.has('contributing'))) return null;
  return telling.toLowerCase().replace(/s$/, '');
}
