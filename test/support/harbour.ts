import { createAnalyst } from '../../src/analyst/analyst.ts';
import { Vocabularies } from '../../src/analyst/vocabulary/tenant-vocabulary.ts';
import { createBuiltin } from '../../src/chat/builtin/builtin-answerer.ts';
import type { Db } from '../../src/db/db.ts';
import { createAnswerGraph } from '../../src/evidence/answer-graph.ts';
import { type HeardAnswer, hearAnswer } from '../../src/evidence/hear-answer.ts';
import { createFindNotes } from '../../src/evidence/notes/find-notes.ts';
import { selectKnowledgeVersion } from '../../src/store/knowledge-version.ts';
import { runQuery } from '../../src/store/query.ts';
import { applyImport } from '../../src/topology/merge/apply-import.ts';
import { asked } from './asked.ts';
import { importRecords } from './import-history.ts';
import { callerOf } from './new-caller.ts';
import { draft, newTopologyProject, nodeDraft, relation, service } from './topology-drafts.ts';

/** A harbour's services: what hangs on the berth planner, a topic with two readers, and one that no incident names. */
const HARBOUR = draft(
  [
    service('berth-planner'),
    service('crane-control', { aliases: ['cranes'] }),
    service('pilot-service'),
    service('tariff-board'),
    service('gate-keeper'),
    service('weather-feed'),
    nodeDraft('topic', 'ship.arrived'),
  ],
  [
    relation('crane-control', 'calls', 'berth-planner'),
    relation('pilot-service', 'dependsOn', 'berth-planner'),
    relation('gate-keeper', 'calls', 'crane-control'),
    relation('berth-planner', 'calls', 'weather-feed'),
    relation('berth-planner', 'dependsOn', 'resource:berth-db'),
    relation('berth-planner', 'publishes', 'topic:ship.arrived'),
    relation('pilot-service', 'subscribes', 'topic:ship.arrived'),
    relation('tariff-board', 'subscribes', 'topic:ship.arrived'),
    relation('owner:quay', 'owns', 'crane-control'),
    relation('owner:quay', 'owns', 'gate-keeper'),
  ],
);

const incident = (id: string, started: string, services: readonly string[], more: object = {}) => ({
  id,
  title: `Harbour incident ${id}`,
  started_at: started,
  labels: { service: services, severity: ['SEV2'] },
  ...more,
});

const RECORDS = [
  incident('H-1', '2025-03-02T10:00:00Z', ['berth-planner'], { duration_minutes: 30 }),
  incident('H-2', '2025-03-09T10:00:00Z', ['Crane Control'], { duration_minutes: 90 }),
  incident('H-3', '2025-06-01T10:00:00Z', ['cranes', 'crane-control'], { duration_minutes: 10 }),
  incident('H-4', '2024-05-01T10:00:00Z', ['pilot', 'berth-planner'], { duration_minutes: 45 }),
  incident('H-5', '2025-03-20T10:00:00Z', ['tariff-board'], {
    labels: { service: ['tariff-board'], severity: ['SEV1'] },
  }),
  incident('H-6', '2025-03-21T10:00:00Z', ['harbour-website']),
  incident('H-7', '2025-03-22T10:00:00Z', ['harbour-website']),
  incident('H-8', '2025-03-23T10:00:00Z', ['harbour-website']),
  { id: 'H-9', title: 'Harbour incident H-9', started_at: '2025-03-24T10:00:00Z' },
];

/** A tenant with the harbour's graph and incidents; asks its project as a turn without a model does. */
export async function openHarbour(db: Db, records: readonly object[] = RECORDS) {
  const { tenantId, projectId } = await newTopologyProject(db);
  await applyImport(db, tenantId, projectId, { source: 'harbour', drafts: [HARBOUR], by: 'test' });
  await importRecords(db, tenantId, records);
  const vocabularies = new Vocabularies(db);
  const builtin = createBuiltin({
    analyst: createAnalyst({ db, vocabularies }),
    findDocuments: async () => [],
    answerGraph: createAnswerGraph(db, vocabularies),
    findNotes: createFindNotes(db),
  });
  const knowledgeVersion = await runQuery(db, { tenantId }, selectKnowledgeVersion(tenantId));
  return (question: string, ...before: readonly string[]): Promise<HeardAnswer> =>
    hearAnswer(
      builtin,
      asked({
        ...{ context: callerOf(tenantId), question, knowledgeVersion },
        ground: { kind: 'project', projectId, slug: 'harbour-1' },
        history: before.map((text) => ({ question: text, reply: '', state: undefined })),
      }),
    );
}
