import { refused } from '../../analyst/phrase/reply.ts';
import { readWords } from '../../analyst/read/words.ts';
import type { Vocabularies } from '../../analyst/vocabulary/tenant-vocabulary.ts';
import type { Db } from '../../db/db.ts';
import type { AnswerRequest } from '../../models/answerer.ts';
import type { Desk } from '../../topology/ask/desk.ts';
import { phraseRefusal } from '../../topology/ask/phrase/phrase-refusal.ts';
import { findServicesMeant } from '../../topology/ask/services/find-services-meant.ts';
import type { ServicesMeant } from '../../topology/ask/services/services-meant.ts';
import type { BoundQuestion } from '../../topology/ask/topology-answer.ts';
import { graphSources } from '../graph-sources.ts';
import { type AskedServices, askedServices } from './asked-services.ts';
import { linkIncidentNames } from './incident-names.ts';
import { type Joined, type JoinedReply, readReply } from './joined.ts';
import { type LinkedService, linkedServices } from './linked-services.ts';
import { loadServiceValues, type ServiceValues } from './load-service-values.ts';
import { isAboutIncidents, readIncidentPart } from './read-incident-part.ts';
import { replyAboutIncidents } from './reply-about-incidents.ts';
import { replyAboutServices } from './reply-about-services.ts';
import { sayLinkedNames, sayMeant } from './say-meant.ts';
import type { ServiceIncidents } from './service-incidents.ts';
import { withoutProject } from './without-project.ts';

interface Parts {
  readonly db: Db;
  readonly vocabularies: Vocabularies;
}

/**
 * Answers questions that join the graph with the incidents: “the incidents of everything downstream of X”, “which of
 * X's dependencies had most incidents in March”. The graph gives the services, stated rules their names in the
 * incidents, and the analyst reads and counts the rest. Null where no services are named, or nothing of incidents.
 */
export async function answerServiceIncidents(
  question: BoundQuestion,
  desk: Desk,
  request: Pick<AnswerRequest, 'context' | 'knowledgeVersion'>,
  { db, vocabularies }: Parts,
): Promise<ServiceIncidents | null> {
  const { text, saysProject } = withoutProject(question);
  const meant = await findServicesMeant(text, desk);
  if (!meant) return null;
  if ('kind' in meant) return unknownName(meant, text.text);
  const { tenantId } = request.context;
  const around = { before: text.text.slice(0, meant.start), after: rest(text.text.slice(meant.end)) };
  const asked = askedServices(around.before, around.after);
  const words = readWords(`${around.before} ${around.after}`);
  const vocabulary = await vocabularies.forQuestion(tenantId, request.knowledgeVersion, words);
  if (vocabulary.names.length === 0) return null;
  const values = await loadServiceValues(db, tenantId, vocabulary);
  const names = linkIncidentNames(
    [...desk.index.byId.values()].filter(({ kind }) => kind === 'service'),
    values.values,
  );
  const linked = linkedServices(meant.services, names);
  const part = await readIncidentPart(asked ?? around, linked, values.labels, {
    ...{ db, tenantId, vocabulary, now: desk.now },
  });
  if (!isAboutIncidents(part.signals) || part.isAmbiguous) return null;
  // The analyst knows a service by one name only.
  const isNamed = meant.by === 'name' && linked.every((each) => each.names.length < 2);
  const isOfAll = meant.by === 'all' && !saysProject && asked?.without !== true;
  const joined = { linked, labels: values.labels, part, vocabulary };
  const reply = cannotJoin(meant, values, linked) ?? (await replyTo(joined, asked, { db, tenantId }));
  // Of what the graph adds nothing to, the analyst refuses in its own words.
  if (reply.isUnread && meant.by !== 'graph') return null;
  return {
    text: [
      sayMeant(meant),
      reply.text,
      ...sayLinkedNames(linked),
      ...part.notes.map((note) => `(${note})`),
    ].join('\n'),
    sources: [...graphSources(meant), ...reply.sources],
    abstained: reply.abstained,
    services: meant.services,
    isAfterHistory: isNamed || isOfAll || reply.isUnread,
  };
}

const INCIDENTS = /\b(?:incid\w*|outages?|post-?mortems?|failures?|happened)\b/i;

/** What is told by a name that the graph does not have, cannot be looked up. */
const unknownName = (
  refusal: Exclude<Awaited<ReturnType<typeof findServicesMeant>>, ServicesMeant | null>,
  question: string,
): ServiceIncidents | null =>
  INCIDENTS.test(question)
    ? {
        ...{ text: phraseRefusal(refusal, []), sources: [], services: [] },
        ...{ abstained: true, isAfterHistory: true },
      }
    : null;

const rest = (after: string): string => after.replace(/^['’]s?(?=\s|$)/i, '');

const replyTo = (
  joined: Joined,
  asked: AskedServices | null,
  run: Parameters<typeof replyAboutServices>[2],
): Promise<JoinedReply> =>
  asked ? replyAboutServices(joined, asked, run) : replyAboutIncidents(joined, run);

/** Why there is nothing to be counted; null where there is. */
function cannotJoin(
  meant: ServicesMeant,
  values: ServiceValues,
  linked: readonly LinkedService[],
): JoinedReply | null {
  if (values.labels.length === 0)
    return readReply(
      refused('The incidents here have no service recorded, so they cannot be told apart by services.'),
    );
  if (values.isTooMany)
    return readReply(
      refused('The incidents here name too many services to be brought together with the graph.'),
    );
  if (meant.services.length === 0)
    return readReply(refused('So there are no services whose incidents could be looked up.'));
  if (linked.every(({ names }) => names.length === 0))
    return readReply(
      refused(
        `No incident is recorded under the name of ${linked.length === 1 ? 'this service' : 'any of these services'}, so the history does not say whether ${linked.length === 1 ? 'it' : 'they'} had any. Names are matched by the same words and by the graph's other names.`,
      ),
    );
  return null;
}
