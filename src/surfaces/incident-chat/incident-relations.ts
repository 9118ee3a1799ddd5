import type { Incident } from '../../knowledge/incident-view.ts';
import { CAUSE_LABELS } from '../../knowledge/label-families.ts';
import { namedResource } from './named-resource.ts';

const LEVELS = ['critical', 'high', 'medium', 'low'] as const;

/** The severity as a resource. How grave it is, only its name can tell. */
export function severityOf(incident: Incident) {
  if (incident.severity === null) return null;
  const severity = LEVELS.find((level) => level === incident.severity?.toLowerCase());
  const resource = namedResource('severities', incident.severity, incident);
  return {
    ...resource,
    attributes: { ...resource.attributes, ...(severity === undefined ? {} : { severity }) },
  };
}

/** What belongs to an incident and can come along with it, under the names of its relationships. */
export function relationsOf(incident: Incident) {
  const { labels, actionItems } = incident;
  const named = <Type extends string>(type: Type, names: readonly string[]) =>
    names.map((name) => namedResource(type, name, incident));
  const causes = CAUSE_LABELS.flatMap((label) => labels[label] ?? []);
  return {
    services: named('services', incident.services),
    environments: named('environments', incident.environments),
    groups: named('groups', incident.teams),
    causes: named('causes', [...new Map(causes.map((name) => [name.toLowerCase(), name])).values()]),
    action_items: actionItems.map((summary, index) => ({
      id: `${incident.id}-${index + 1}`,
      type: 'incident_action_items',
      attributes: { summary },
    })),
  };
}
