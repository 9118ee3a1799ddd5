/** Names under which records hold one thing, the usual one first. Services, severity and status have one name each. */
export const ENVIRONMENT_LABELS: readonly string[] = ['environment', 'env', 'environments'];

export const TEAM_LABELS: readonly string[] = [
  'team',
  'teams',
  'squad',
  'owning_team',
  'assigned_team',
  'responsible_team',
  'support_team',
  'group',
  'groups',
];

export const CAUSE_LABELS: readonly string[] = [
  'cause',
  'causes',
  'root_cause',
  'root_causes',
  'cause_category',
  'cause_type',
  'root_cause_category',
  'cause_code',
  'trigger',
];

/** The names that stand for the same as `name`, itself among them. */
export function labelFamily(name: string): readonly string[] {
  if (name === 'services') return ['service'];
  return [ENVIRONMENT_LABELS, TEAM_LABELS].find((family) => family.includes(name)) ?? [name];
}
