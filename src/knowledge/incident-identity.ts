import { createHash } from 'node:crypto';
import type { Uuid } from '../core/ids.ts';
import type { IncidentRecord } from '../core/incident.ts';

const NO_UUID = /^(?:0{8}-0{4}-0{4}-0{4}-0{12}|f{8}-f{4}-f{4}-f{4}-f{12})$/;

/**
 * The record's own UUID, or else one that tenant and external id always give (RFC 9562, version 8: SHA-256), so that
 * importing a record again finds the incident that it became.
 */
export function incidentIdOf(tenantId: Uuid, record: IncidentRecord): Uuid {
  if (record.id !== null && !NO_UUID.test(record.id)) return record.id;
  const bytes = createHash('sha256')
    .update(`incident\n${tenantId}\n${record.externalId}`)
    .digest()
    .subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Changes whenever anything that would be stored of the record changes. */
export function contentHash(record: IncidentRecord): Buffer {
  return createHash('sha256').update(JSON.stringify(record)).digest();
}
