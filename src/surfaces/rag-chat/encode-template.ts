import type { z } from 'zod';
import type { Template, TemplateWithVersions } from '../../knowledge/find-template.ts';
import type { TemplateVersion } from '../../knowledge/find-template-version.ts';
import type { templateList, templateWithVersions, versionBody } from './template-schema.ts';

const time = (moment: Date | null): string | null => moment?.toISOString() ?? null;

export const encodeTemplate = (template: Template): z.input<typeof templateList>['items'][number] => ({
  template_id: template.id,
  name: template.name,
  origin: template.origin,
  latest_version: template.latestVersion,
  created_at: time(template.createdAt),
});

const encodeMade = ({ version, createdBy, createdAt }: TemplateWithVersions['versions'][number]) => ({
  version,
  created_by: createdBy,
  created_at: time(createdAt),
});

export const encodeWithVersions = (template: TemplateWithVersions): z.input<typeof templateWithVersions> => ({
  ...encodeTemplate(template),
  versions: template.versions.map(encodeMade),
});

export const encodeVersion = (version: TemplateVersion): z.input<typeof versionBody> => ({
  template_id: version.templateId,
  origin: version.origin,
  ...encodeMade(version),
  body: version.body,
});
