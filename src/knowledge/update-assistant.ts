import { requireRole } from '../auth/roles.ts';
import { requireScope } from '../auth/scopes.ts';
import type { Context } from '../core/context.ts';
import type { Db } from '../db/db.ts';
import { type Assistant, lockAssistant, updateAssistantRow } from '../store/assistants.ts';
import { selectTemplate } from '../store/prompt-templates.ts';
import { runIn } from '../store/query.ts';
import {
  checkAssistant,
  checkTemplateChoice,
  noAssistant,
  readAssistantReference,
} from './assistant-rules.ts';
import type { NewAssistant } from './create-assistant.ts';
import { isTemplateId } from './template-rules.ts';

/**
 * What is given changes, anything else stays; `templateVersion: null` follows the newest, and so does a new `templateId`
 * that comes without a version.
 */
export type AssistantChange = Omit<NewAssistant, 'key'>;

/**
 * `reference` as for `findAssistant`. Throws `forbidden`, `not_found` (`assistant`), or `invalid_input` with the field as
 * its subject, also for a template or version that is not there.
 */
export async function updateAssistant(
  db: Db,
  context: Context,
  reference: string,
  change: AssistantChange,
): Promise<Assistant> {
  requireScope(context, 'assistants:write');
  requireRole(context, 'admin', 'member');
  const { tenantId } = context;
  const named = readAssistantReference(reference);
  if (named === undefined) throw noAssistant();
  return db.transaction({ tenantId }, async (tx) => {
    const before = await runIn(tx, lockAssistant(tenantId, ...named));
    if (before === undefined) throw noAssistant();
    const after = changed(before, change);
    const { templateId: id, templateVersion: version } = after;
    const own = isTemplateId(id) ? await runIn(tx, selectTemplate(tenantId, id)) : undefined;
    checkTemplateChoice({ id, version }, own);
    await runIn(tx, updateAssistantRow(tenantId, after));
    return after;
  });
}

function changed(before: Assistant, change: AssistantChange): Assistant {
  const { name, templateId = before.templateId, templateVersion, defaultModel, defaultScopes } = change;
  const keptVersion = templateId === before.templateId ? before.templateVersion : null;
  return {
    ...before,
    ...checkAssistant({
      name: name ?? before.name,
      defaultModel: defaultModel === undefined ? before.defaultModel : defaultModel,
      defaultScopes: defaultScopes ?? before.defaultScopes,
    }),
    templateId,
    templateVersion: templateVersion === undefined ? keptVersion : templateVersion,
  };
}
