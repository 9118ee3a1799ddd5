import type { z } from 'zod';
import type { Services } from '../services.ts';
import type { documentBody, documentDetail, jobBody, jobSummary } from './document-schema.ts';

type Documents = Services['documents'];
type Listed = Awaited<ReturnType<Documents['list']>>['items'][number];
type Found = Awaited<ReturnType<Documents['find']>>;
type Job = Awaited<ReturnType<Documents['findJob']>>;
type JobSummary = Awaited<ReturnType<Documents['listJobs']>>['items'][number];

const orNull = (scope: string): string | null => (scope === '' ? null : scope);
const time = (moment: Date | null): string | null => moment?.toISOString() ?? null;

export const encodeDocument = (document: Listed): z.input<typeof documentBody> => ({
  id: document.id,
  external_id: document.externalId,
  brand_id: document.brand,
  scope: orNull(document.scope),
  kind: document.kind,
  status: document.status,
  title: document.title,
  format: document.format,
  size_bytes: document.sizeBytes,
  characters: document.characters,
  pages: document.pages,
  chunks: document.passages,
  alerts: [...document.alerts],
  errors: document.error === null ? [] : [document.error],
  created_at: document.createdAt.toISOString(),
  updated_at: document.updatedAt.toISOString(),
});

export const encodeFoundDocument = (document: Found): z.input<typeof documentDetail> => ({
  ...encodeDocument(document),
  attempts: document.attempts,
  job_id: document.jobId,
  steps: document.steps.map(({ text, start, end, section }) => ({ text, start, end, section })),
});

export const encodeJobSummary = (job: JobSummary): z.input<typeof jobSummary> => ({
  id: job.id,
  status: job.status,
  brand_id: job.brand,
  scope: orNull(job.scope),
  kind: job.kind,
  files_total: job.files,
  files_completed: job.completed,
  files_failed: job.failed,
  created_at: job.createdAt.toISOString(),
  finished_at: time(job.finishedAt),
});

export const encodeJob = (job: Job): z.input<typeof jobBody> => ({
  ...encodeJobSummary(job),
  files: job.fileRows.map((file) => ({
    name: file.name,
    status: file.state,
    document_id: file.documentId,
    outcome: file.outcome,
    size_bytes: file.sizeBytes,
    pages: file.pages,
    chunks: file.passages,
    added: file.added,
    changed: file.changed,
    unchanged: file.unchanged,
    rejected: file.rejected,
    problems: file.problems.map(({ line, reason }) => ({ line, reason })),
    attempts: file.attempts,
    error: file.error,
    started_at: time(file.startedAt),
    finished_at: time(file.finishedAt),
  })),
  next_from: job.nextPosition,
});
