import { parentPort } from 'node:worker_threads';
import { placeIncidents } from '../cluster/place-incidents.ts';
import { describePattern } from '../describe-pattern.ts';
import { IncidentVectors } from '../likeness/incident-vectors.ts';
import { planExtraction } from '../plan-extraction.ts';
import type { SignatureTerm } from '../signature/incident-signature.ts';
import { signatureOf } from '../signature/incident-signature.ts';
import type { Answers, PatternRequest, ThreadAnswer, ThreadRequest } from './thread-messages.ts';

const port = parentPort;
if (port === null) throw new Error('This file runs in a worker thread only');

/** Of one tenant at a time. */
let incidents = new IncidentVectors();

const handlers: {
  readonly [Kind in PatternRequest['kind']]: (
    request: Extract<PatternRequest, { kind: Kind }>,
  ) => Answers[Kind];
} = {
  sign: ({ incidents: texts }) =>
    texts.map(({ id, ...text }) => ({ id, terms: JSON.stringify(signatureOf(text)) })),
  clear() {
    incidents = new IncidentVectors();
    return null;
  },
  put({ signatures }) {
    for (const { incidentId, terms } of signatures)
      incidents.put(incidentId, JSON.parse(terms) as SignatureTerm[]);
    return incidents.size;
  },
  keep({ ids }) {
    const kept = new Set(ids);
    for (const id of incidents.ids()) if (!kept.has(id)) incidents.remove(id);
    return incidents.size;
  },
  plan({ stored, changed, compareAll }) {
    const moved = new Set(changed);
    return planExtraction(stored, placeIncidents(incidents, stored, moved, compareAll), moved);
  },
  describe: ({ patterns }) =>
    patterns.map(({ members, texts }) => describePattern(incidents, members, texts)),
};

port.on('message', ({ number, request }: ThreadRequest) => {
  const answer = (result: ThreadAnswer['result']): void =>
    port.postMessage({ number, result } satisfies ThreadAnswer);
  try {
    const handle = handlers[request.kind] as (request: PatternRequest) => unknown;
    answer({ value: handle(request) });
  } catch (error) {
    answer({ failure: error instanceof Error ? error.message : String(error) });
  }
});
