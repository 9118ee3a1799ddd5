import type { Db } from '../db/db.ts';
import { addBrandScope } from './add-brand-scope.ts';
import { alertsOfIncidents } from './alerts-of-incidents.ts';
import { createAlert } from './create-alert.ts';
import { createBrand } from './create-brand.ts';
import { createIncident } from './create-incident.ts';
import { createProject } from './create-project.ts';
import { deleteBrand } from './delete-brand.ts';
import { deleteProject } from './delete-project.ts';
import { findBrand } from './find-brand.ts';
import { findProject } from './find-project.ts';
import { getAlert } from './get-alert.ts';
import { getIncident } from './get-incident.ts';
import { listAlerts } from './list-alerts.ts';
import { listBrands } from './list-brands.ts';
import { listIncidents } from './list-incidents.ts';
import { listProjects } from './list-projects.ts';

/** A function of one store without the store. */
export const on =
  (db: Db) =>
  <Rest extends unknown[], Result>(verb: (db: Db, ...rest: Rest) => Result) =>
  (...rest: Rest): Result =>
    verb(db, ...rest);

/** What callers may do with what a tenant owns, on one store. */
export function knowledgeVerbs(db: Db) {
  const here = on(db);
  return {
    incidents: {
      create: here(createIncident),
      list: here(listIncidents),
      find: here(getIncident),
    },
    alerts: {
      create: here(createAlert),
      list: here(listAlerts),
      find: here(getAlert),
      ofIncidents: here(alertsOfIncidents),
    },
    projects: {
      create: here(createProject),
      list: here(listProjects),
      find: here(findProject),
      delete: here(deleteProject),
    },
    brands: {
      create: here(createBrand),
      list: here(listBrands),
      find: here(findBrand),
      delete: here(deleteBrand),
      addScope: here(addBrandScope),
    },
  };
}

export type KnowledgeVerbs = ReturnType<typeof knowledgeVerbs>;
