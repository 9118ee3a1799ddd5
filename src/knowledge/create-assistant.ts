import { requireRole } from '../auth/roles.ts';
import { requireScope } from '../auth/scopes.ts';
import type { Context } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import { type Assistant, insertAssistant } from '../store/assistants.ts';
import { selectTemplate } from '../store/prompt-templates.ts';
import { runQuery } from '../store/query.ts';
import { checkAssistant, checkTemplateChoice, isAssistantKey } from './assistant-rules.ts';
import { isTemplateId } from './template-rules.ts';

export interface NewAssistant {
  /** What callers will send as `assistant_id`. */
  readonly key: string;
  /** 1 to 100 characters; the key unless given. */
  readonly name?: string;
  /** `documents` unless given. */
  readonly templateId?: string;
  /** The version that it pins; null, as when it is not given: it follows the newest. */
  readonly templateVersion?: number | null;
  /** 1 to 200 characters. */
  readonly defaultModel?: string | null;
  /** Names of collections, 1 to 100 characters each and without commas; one named twice counts once. */
  readonly defaultScopes?: readonly string[];
}

/**
 * Throws `forbidden`, `invalid_input` with the field as its subject, also for a template that is not there, or
 * `conflict` (`assistant`) for a key that is taken.
 */
export async function createAssistant(db: Db, context: Context, request: NewAssistant): Promise<Assistant> {
  requireScope(context, 'assistants:write');
  requireRole(context, 'admin', 'member');
  const { key, templateId = 'documents', templateVersion = null } = request;
  if (!isAssistantKey(key)) throw invalidKey();
  const described = checkAssistant({
    name: request.name ?? key,
    defaultModel: request.defaultModel ?? null,
    defaultScopes: request.defaultScopes ?? [],
  });
  const { tenantId } = context;
  const own = isTemplateId(templateId)
    ? await runQuery(db, { tenantId }, selectTemplate(tenantId, templateId))
    : undefined;
  checkTemplateChoice({ id: templateId, version: templateVersion }, own);
  const assistant = { id: newId(), key, ...described, templateId, templateVersion };
  const stored = await runQuery(db, { tenantId }, insertAssistant(tenantId, assistant));
  if (stored !== undefined) return stored;
  throw new ParleyError('conflict', `There is an assistant ${JSON.stringify(key)} already.`, {
    subject: 'assistant',
  });
}

const invalidKey = () =>
  new ParleyError(
    'invalid_input',
    'assistant_id must be 1 to 100 letters, digits, dots, dashes and underscores, and no UUID.',
    { subject: 'assistant_id' },
  );
