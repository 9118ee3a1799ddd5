import { operatorContext } from '../../src/auth/operator-context.ts';
import { newId, type Uuid } from '../../src/core/ids.ts';
import type { Db } from '../../src/db/db.ts';
import { createBrand } from '../../src/knowledge/create-brand.ts';
import { writeDocuments } from '../../src/store/document-writes.ts';

/** What a test says of an imported runbook. */
export interface MadeRunbook {
  readonly title: string;
  readonly text?: string;
  readonly alerts?: readonly string[];
  readonly steps?: readonly string[];
  readonly kind?: 'runbook' | 'document';
}

/** A brand to which runbooks are imported as reading one leaves them, without passages. */
export async function openRunbookShelf(db: Db, tenantId: Uuid) {
  const brand = await createBrand(db, operatorContext(tenantId), { key: `shelf-${newId()}` });
  const collection = { tenantId, brandId: brand.id, scope: '' };

  /** Under the id of an earlier one in its place. */
  async function put(made: MadeRunbook, id: Uuid = newId()): Promise<Uuid> {
    const { title, text = '', alerts = [], steps = [], kind = 'runbook' } = made;
    await db.transaction({ tenantId }, (tx) =>
      writeDocuments(tx, collection, [
        {
          ...{
            id,
            externalId: id,
            kind,
            title,
            alerts,
            text,
            format: 'markdown',
            syntax: 'markdown' as const,
          },
          ...{ contentHash: Buffer.from(JSON.stringify(made)), revisionId: newId(), sizeBytes: text.length },
          ...{ characters: text.length, pages: null, passages: 0 },
          steps: steps.map((step) => ({ text: step, start: 0, end: step.length, section: null })),
        },
      ]),
    );
    return id;
  }

  return { put };
}
