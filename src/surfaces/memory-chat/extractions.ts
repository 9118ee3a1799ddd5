import { operation } from '../surface.ts';
import { encodeExtraction } from './encode-pattern.ts';
import { KNOWLEDGE_READ, KNOWLEDGE_WRITE } from './knowledge-access.ts';
import { exampleExtraction } from './pattern-fixtures.ts';
import { extractionBody } from './pattern-schema.ts';

const PATH = '/v1/knowledge/extractions';

const read = operation({
  method: 'GET',
  path: PATH,
  id: 'getPatternExtraction',
  summary: 'Whether the patterns tell what the incidents tell',
  description:
    '`waiting`: incidents have come in, or somebody asked, since the last extraction; `failed`: it is tried again later.',
  access: KNOWLEDGE_READ,
  answers: {
    200: { description: 'The last extraction.', schema: extractionBody, example: exampleExtraction },
  },
  handle: async ({ c, services, caller }) =>
    c.json(encodeExtraction(await services.patterns.extraction(caller))),
});

const ask = operation({
  method: 'POST',
  path: PATH,
  id: 'extractPatterns',
  summary: 'Have the incidents compared anew in the background',
  access: KNOWLEDGE_WRITE,
  answers: {
    202: {
      description: 'It will be done.',
      schema: extractionBody,
      example: { ...exampleExtraction, state: 'waiting' },
    },
  },
  async handle({ c, services, caller }) {
    const asked = await services.patterns.extract(caller);
    c.header('Location', PATH);
    return c.json(encodeExtraction(asked), 202);
  },
});

export const extractionOperations = [read, ask];
