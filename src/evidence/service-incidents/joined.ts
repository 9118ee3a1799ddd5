import type { Reply } from '../../analyst/phrase/reply.ts';
import type { Vocabulary } from '../../analyst/vocabulary/tenant-vocabulary.ts';
import type { LinkedService } from './linked-services.ts';
import type { IncidentPart } from './read-incident-part.ts';

/** The services that are meant, joined with the incidents, and what is asked of these. */
export interface Joined {
  readonly linked: readonly LinkedService[];
  /** Names of the field that holds services. */
  readonly labels: readonly string[];
  readonly part: IncidentPart;
  readonly vocabulary: Vocabulary;
}

/** What the incidents of the services say. */
export interface JoinedReply extends Reply {
  /** The rest of the question could not be read: the services may not be what it is about. */
  readonly isUnread: boolean;
}

export const readReply = (reply: Reply): JoinedReply => ({ ...reply, isUnread: false });

export const unreadReply = (reply: Reply): JoinedReply => ({ ...reply, isUnread: true });
