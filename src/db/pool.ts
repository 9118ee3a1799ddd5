import pg from 'pg';
import { valueTypes } from './value-types.ts';

/** A pool whose connections send every statement at once, without waiting for the answer to the one before. */
export function createPool(settings: pg.PoolConfig): pg.Pool {
  const config: pg.PoolConfig & { pipeline: true } = { ...settings, types: valueTypes, pipeline: true };
  return new pg.Pool(config);
}
