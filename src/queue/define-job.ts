import type { z } from 'zod';
import type { Uuid } from '../core/ids.ts';

/** Every job belongs to a tenant, in whose scope it runs. */
export interface JobPayload {
  readonly tenantId: Uuid;
}

/** A kind of background work: what it needs to know and how patiently it is tried. */
export interface Job<Payload extends JobPayload> {
  /** Kebab-case, stored with every job: never renamed. */
  readonly name: string;
  readonly payload: z.ZodType<Payload>;
  /** After this long a run counts as broken off and the job is tried again. */
  readonly timeoutSeconds: number;
  /** How often it is tried again, each time later, before it counts as failed. */
  readonly retries: number;
}

/** Defines a job with ten minutes for a run and three more tries, unless said otherwise. */
export const defineJob = <Payload extends JobPayload>(
  job: Pick<Job<Payload>, 'name' | 'payload'> & Partial<Job<Payload>>,
): Job<Payload> => ({ timeoutSeconds: 600, retries: 3, ...job });
