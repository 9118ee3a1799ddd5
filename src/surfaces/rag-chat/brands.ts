import type { z } from 'zod';
import { operation } from '../surface.ts';
import { exampleBrand, exampleNewBrand } from './fixtures.ts';
import { brandBody, brandList, brandParams, listQuery, newBrand, newScope } from './schema.ts';

const WRITE = { roles: ['admin', 'member'], scopes: ['brands:write'] } as const;
const READ = { scopes: ['brands:read', 'ai.chat:read'] } as const;

type Brand = z.input<typeof brandBody>;

const encode = (brand: {
  id: string;
  key: string;
  name: string;
  scopes: readonly string[];
  createdAt: Date;
}): Brand => ({
  id: brand.id,
  brand_id: brand.key,
  name: brand.name,
  scopes: [...brand.scopes],
  created_at: brand.createdAt.toISOString(),
});

const create = operation({
  method: 'POST',
  path: '/v1/brands',
  id: 'createBrand',
  summary: 'Create a brand: a space of documents',
  access: WRITE,
  body: newBrand,
  refusals: ['conflict'],
  answers: { 201: { description: 'The brand.', schema: brandBody, example: exampleBrand } },
  example: { body: exampleNewBrand },
  async handle({ c, services, caller, body: { brand_id: key, name, scopes } }) {
    const brand = await services.brands.create(caller, {
      key,
      ...(name === undefined ? {} : { name }),
      ...(scopes === undefined ? {} : { scopes }),
    });
    c.header('Location', `/v1/brands/${brand.key}`);
    return c.json(encode(brand), 201);
  },
});

const list = operation({
  method: 'GET',
  path: '/v1/brands',
  id: 'listBrands',
  summary: 'List the brands',
  access: READ,
  query: listQuery,
  answers: {
    200: {
      description: 'One page.',
      schema: brandList,
      example: { items: [exampleBrand], next_cursor: null },
    },
  },
  async handle({ c, services, caller, query: { limit, cursor } }) {
    const page = await services.brands.list(caller, { limit, ...(cursor === undefined ? {} : { cursor }) });
    return c.json({ items: page.items.map(encode), next_cursor: page.nextCursor });
  },
});

const read = operation({
  method: 'GET',
  path: '/v1/brands/{brand_id}',
  id: 'getBrand',
  summary: 'One brand',
  access: READ,
  params: brandParams,
  answers: { 200: { description: 'The brand.', schema: brandBody, example: exampleBrand } },
  example: { params: { brand_id: exampleNewBrand.brand_id } },
  handle: async ({ c, services, caller, params }) =>
    c.json(encode(await services.brands.find(caller, params.brand_id))),
});

const addScope = operation({
  method: 'POST',
  path: '/v1/brands/{brand_id}/scopes',
  id: 'addBrandScope',
  summary: 'Add a collection to a brand',
  access: WRITE,
  params: brandParams,
  body: newScope,
  answers: { 200: { description: 'The brand.', schema: brandBody, example: exampleBrand } },
  example: { params: { brand_id: exampleNewBrand.brand_id }, body: { name: 'runbooks' } },
  handle: async ({ c, services, caller, params, body }) =>
    c.json(encode(await services.brands.addScope(caller, params.brand_id, body.name))),
});

const remove = operation({
  method: 'DELETE',
  path: '/v1/brands/{brand_id}',
  id: 'deleteBrand',
  summary: 'Delete a brand with its collections',
  access: WRITE,
  params: brandParams,
  answers: { 204: { description: 'It is gone.' } },
  example: { params: { brand_id: exampleNewBrand.brand_id } },
  async handle({ c, services, caller, params }) {
    await services.brands.delete(caller, params.brand_id);
    return c.body(null, 204);
  },
});

export const brandOperations = [create, list, read, addScope, remove];
