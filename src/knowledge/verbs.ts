import type { Context } from '../core/context.ts';
import type { Db } from '../db/db.ts';
import { addBrandScope } from './add-brand-scope.ts';
import { addProjectCredits } from './add-project-credits.ts';
import { addTemplateVersion } from './add-template-version.ts';
import { alertsOfIncidents } from './alerts-of-incidents.ts';
import { createAlert } from './create-alert.ts';
import { createAssistant } from './create-assistant.ts';
import { createBrand } from './create-brand.ts';
import { createIncident } from './create-incident.ts';
import { createProject, type NewProject } from './create-project.ts';
import { createTemplate } from './create-template.ts';
import { deleteAssistant } from './delete-assistant.ts';
import { deleteBrand } from './delete-brand.ts';
import { deleteDocument } from './delete-document.ts';
import { deleteProject } from './delete-project.ts';
import { findAssistant, lookUpAssistant } from './find-assistant.ts';
import { findBrand } from './find-brand.ts';
import { findProject } from './find-project.ts';
import { findTemplate } from './find-template.ts';
import { findTemplateVersion } from './find-template-version.ts';
import { getAlert } from './get-alert.ts';
import { getDocument, getDocumentContent } from './get-document.ts';
import { getDocumentJob } from './get-document-job.ts';
import { getIncident } from './get-incident.ts';
import { getInsight } from './insights/get-insight.ts';
import { listInsights } from './insights/list-insights.ts';
import { runInsights } from './insights/run-insights.ts';
import { listAlerts } from './list-alerts.ts';
import { listAssistants } from './list-assistants.ts';
import { listBrands } from './list-brands.ts';
import { listDocumentJobs } from './list-document-jobs.ts';
import { listDocuments } from './list-documents.ts';
import { listIncidents } from './list-incidents.ts';
import { listProjects } from './list-projects.ts';
import { listTemplates } from './list-templates.ts';
import { addNote } from './notes/add-note.ts';
import { forgetNote } from './notes/forget-note.ts';
import { listNotes } from './notes/list-notes.ts';
import { askForExtraction } from './patterns/ask-for-extraction.ts';
import { dismissPattern, restorePattern } from './patterns/dismiss-pattern.ts';
import { findSimilar } from './patterns/find-similar.ts';
import { getExtraction } from './patterns/get-extraction.ts';
import { getPattern } from './patterns/get-pattern.ts';
import { giveFeedback } from './patterns/give-feedback.ts';
import { listPatternChanges } from './patterns/list-pattern-changes.ts';
import { listPatterns } from './patterns/list-patterns.ts';
import { mergePatterns } from './patterns/merge-patterns.ts';
import { renamePattern } from './patterns/rename-pattern.ts';
import { splitPattern } from './patterns/split-pattern.ts';
import { retryDocumentJob } from './retry-document-job.ts';
import { getRunbook } from './runbooks/get-runbook.ts';
import { listRunbooks } from './runbooks/list-runbooks.ts';
import { recordRunbookUse } from './runbooks/record-runbook-use.ts';
import { submitDocuments } from './submit-documents.ts';
import { findNode } from './topology/find-node.ts';
import { listChanges } from './topology/list-changes.ts';
import { listNodes } from './topology/list-nodes.ts';
import { addNameMerge, listNameMerges, undoNameMerge } from './topology/name-merges.ts';
import { putService } from './topology/put-service.ts';
import { putTopic } from './topology/put-topic.ts';
import { readGraph } from './topology/read-graph.ts';
import { removeNode } from './topology/remove-node.ts';
import { updateAssistant } from './update-assistant.ts';

/** A function of one store without the store. */
export const on =
  (db: Db) =>
  <Rest extends unknown[], Result>(verb: (db: Db, ...rest: Rest) => Result) =>
  (...rest: Rest): Result =>
    verb(db, ...rest);

export interface KnowledgeSettings {
  /** What a new project begins with. */
  readonly projectCredits: number;
  /** How many notes a tenant may have. */
  readonly maxNotes: number;
  /** Told that documents have come in that are to be read. */
  readonly onDocuments: () => void;
  /** Told that incidents are to be compared: some have come in, or somebody wants it. */
  readonly onExtraction: () => void;
}

/** What callers may do with what a tenant owns, on one store. */
export function knowledgeVerbs(db: Db, settings: KnowledgeSettings) {
  const { projectCredits, maxNotes, onDocuments, onExtraction } = settings;
  const here = on(db);
  return {
    incidents: {
      create: telling(onExtraction, here(createIncident)),
      list: here(listIncidents),
      find: here(getIncident),
    },
    alerts: {
      create: here(createAlert),
      list: here(listAlerts),
      find: here(getAlert),
      ofIncidents: here(alertsOfIncidents),
    },
    patterns: {
      list: here(listPatterns),
      find: here(getPattern),
      changes: here(listPatternChanges),
      similar: here(findSimilar),
      giveFeedback: telling(onExtraction, here(giveFeedback)),
      rename: here(renamePattern),
      merge: telling(onExtraction, here(mergePatterns)),
      split: telling(onExtraction, here(splitPattern)),
      dismiss: here(dismissPattern),
      restore: here(restorePattern),
      extraction: here(getExtraction),
      extract: telling(onExtraction, here(askForExtraction)),
    },
    projects: {
      create: (context: Context, request: NewProject) => createProject(db, context, request, projectCredits),
      list: here(listProjects),
      find: here(findProject),
      delete: here(deleteProject),
      addCredits: here(addProjectCredits),
    },
    notes: {
      add: (context: Context, text: string) => addNote(db, context, text, maxNotes),
      list: here(listNotes),
      forget: here(forgetNote),
    },
    topology: {
      graph: here(readGraph),
      list: here(listNodes),
      find: here(findNode),
      putService: here(putService),
      putTopic: here(putTopic),
      remove: here(removeNode),
      changes: here(listChanges),
      merges: here(listNameMerges),
      addMerge: here(addNameMerge),
      undoMerge: here(undoNameMerge),
    },
    brands: {
      create: here(createBrand),
      list: here(listBrands),
      find: here(findBrand),
      delete: here(deleteBrand),
      addScope: here(addBrandScope),
    },
    documents: {
      submit: telling(onDocuments, here(submitDocuments)),
      list: here(listDocuments),
      find: here(getDocument),
      findContent: here(getDocumentContent),
      delete: here(deleteDocument),
      listJobs: here(listDocumentJobs),
      findJob: here(getDocumentJob),
      retryJob: telling(onDocuments, here(retryDocumentJob)),
    },
    runbooks: {
      list: here(listRunbooks),
      find: here(getRunbook),
      recordUse: here(recordRunbookUse),
    },
    insights: {
      list: here(listInsights),
      find: here(getInsight),
      run: here(runInsights),
    },
    templates: {
      create: here(createTemplate),
      list: here(listTemplates),
      find: here(findTemplate),
      findVersion: here(findTemplateVersion),
      addVersion: here(addTemplateVersion),
    },
    assistants: {
      create: here(createAssistant),
      list: here(listAssistants),
      find: here(findAssistant),
      lookUp: here(lookUpAssistant),
      update: here(updateAssistant),
      delete: here(deleteAssistant),
    },
  };
}

/** `verb`, which tells of every time that it was done. */
const telling =
  <Rest extends unknown[], Result>(tell: () => void, verb: (...rest: Rest) => Promise<Result>) =>
  async (...rest: Rest): Promise<Result> => {
    const result = await verb(...rest);
    tell();
    return result;
  };

export type KnowledgeVerbs = ReturnType<typeof knowledgeVerbs>;
