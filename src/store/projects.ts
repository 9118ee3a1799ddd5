import type { Uuid } from '../core/ids.ts';
import type { Query } from './query.ts';

/** Services, topics and how they relate, apart from the tenant's other projects. */
export interface Project {
  readonly id: Uuid;
  /** What callers name it by in an address; unique in the tenant. */
  readonly slug: string;
  readonly name: string;
  readonly description: string | null;
  /** What it can pay for answers. */
  readonly aiCredits: number;
  readonly createdAt: Date;
}

const COLUMNS = `projects.id, projects.slug, projects.name, projects.description,
  coalesce((
    select credits.balance from project_credits credits
    where credits.tenant_id = projects.tenant_id and credits.project_id = projects.id
  ), 0) as "aiCredits",
  projects.created_at as "createdAt"`;

const readProjects = (rows: Record<string, unknown>[]) => rows as unknown as Project[];

/** The project with its credits; gives the time of creation, undefined when the slug is taken. Scope: the tenant. */
export const insertProject = (
  tenantId: Uuid,
  project: Omit<Project, 'createdAt'>,
): Query<Date | undefined> => ({
  sql: `with project as (
      insert into projects (tenant_id, id, slug, name, description) values ($1, $2, $3, $4, $5)
      on conflict (tenant_id, slug) do nothing returning tenant_id, id, created_at
    ), credits as (
      insert into project_credits (tenant_id, project_id, balance) select tenant_id, id, $6::numeric from project
    )
    select created_at from project`,
  params: [tenantId, project.id, project.slug, project.name, project.description, project.aiCredits],
  read: (rows) => rows[0]?.created_at as Date | undefined,
});

/** By whichever of id and slug is given. Scope: the tenant. */
export const selectProject = (
  tenantId: Uuid,
  id: Uuid | null,
  slug: string | null,
): Query<Project | undefined> => ({
  sql: `select ${COLUMNS} from projects where tenant_id = $1 and (id = $2 or slug = $3)`,
  params: [tenantId, id, slug],
  read: (rows) => readProjects(rows)[0],
});

/** By slug, those after the slug `after`; null: from the first. Scope: the tenant. */
export const selectProjects = (tenantId: Uuid, after: string | null, limit: number): Query<Project[]> => ({
  sql: `select ${COLUMNS} from projects where tenant_id = $1 and ($2::text is null or slug > $2)
    order by slug limit $3`,
  params: [tenantId, after, limit],
  read: readProjects,
});

/** False where there is none. Scope: the tenant. */
export const deleteProjectRow = (tenantId: Uuid, id: Uuid): Query<boolean> => ({
  sql: 'delete from projects where tenant_id = $1 and id = $2 returning id',
  params: [tenantId, id],
  read: (rows) => rows.length === 1,
});
