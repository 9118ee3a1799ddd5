import type { Uuid } from '../core/ids.ts';
import type { Query } from './query.ts';

/** What a turn needs to know before it answers. */
export interface TurnStart {
  readonly knowledgeVersion: number;
  /** The tenant's name. */
  readonly organisation: string;
  /** False where the tenant has switched its assistant off. */
  readonly assistantEnabled: boolean;
  /** False when the incident that was asked for is not the tenant's. */
  readonly incidentExists: boolean;
  readonly alertExists: boolean;
  /** Undefined when no session was asked for, or the caller has none of that id. */
  readonly session: { readonly incidentId: Uuid | null; readonly alertId: Uuid | null } | undefined;
  /** The tenant's own template in the version that was asked for; undefined when it has none of that id or version. */
  readonly template: { readonly version: number; readonly body: string } | undefined;
  /** Whether the tenant has a template of that id, in whichever versions. */
  readonly hasTemplate: boolean;
}

export interface TurnStartRequest {
  readonly tenantId: Uuid;
  readonly actor: string;
  readonly sessionId: Uuid | null;
  readonly incidentId: Uuid | null;
  readonly alertId: Uuid | null;
  readonly templateId: string;
  /** Null: the newest. */
  readonly templateVersion: number | null;
}

/** Scope: the tenant. */
export const selectTurnStart = (asked: TurnStartRequest): Query<TurnStart> => ({
  sql: `select
      coalesce((select version from knowledge_versions where tenant_id = $1), 0) as version,
      tenant.name as organisation, tenant.assistant_enabled as enabled,
      $4::uuid is null or exists (select from incidents where tenant_id = $1 and id = $4) as incident_exists,
      $5::uuid is null or exists (select from alerts where tenant_id = $1 and id = $5) as alert_exists,
      session.id as session_id, session.incident_id, session.alert_id,
      exists (select from prompt_templates where tenant_id = $1 and id = $6) as has_template,
      template.version as template_version, template.body as template_body
    from (select) one
    left join tenants tenant on tenant.id = $1
    left join chat_sessions session on session.tenant_id = $1 and session.id = $3 and session.actor = $2
    left join lateral (
      select version, body from prompt_template_versions
      where tenant_id = $1 and template_id = $6 and ($7::int is null or version = $7)
      order by version desc limit 1
    ) template on true`,
  params: [
    ...[asked.tenantId, asked.actor, asked.sessionId, asked.incidentId, asked.alertId],
    ...[asked.templateId, asked.templateVersion],
  ],
  read: ([row]) => ({
    knowledgeVersion: Number(row?.version),
    organisation: String(row?.organisation ?? ''),
    assistantEnabled: row?.enabled === true,
    incidentExists: row?.incident_exists === true,
    alertExists: row?.alert_exists === true,
    session: row?.session_id
      ? { incidentId: row.incident_id as Uuid | null, alertId: row.alert_id as Uuid | null }
      : undefined,
    template:
      typeof row?.template_body === 'string'
        ? { version: Number(row.template_version), body: row.template_body }
        : undefined,
    hasTemplate: row?.has_template === true,
  }),
});

/** Deletes the caller's session with its messages; false where the caller has none of that id. Scope: the tenant. */
export const deleteSession = (tenantId: Uuid, actor: string, sessionId: Uuid): Query<boolean> => ({
  sql: 'delete from chat_sessions where tenant_id = $1 and actor = $2 and id = $3 returning id',
  params: [tenantId, actor, sessionId],
  read: (rows) => rows.length === 1,
});

export interface SessionSummary {
  readonly sessionId: Uuid;
  readonly summary: string;
  readonly messageCount: number;
  readonly createdAt: Date;
  readonly lastMessageAt: Date;
  /** When the session's last message was, as of the moment at which the listing began. */
  readonly position: Date;
}

/** Where a page of sessions begins. `asOf`: the moment at which the first page was read. */
export interface SessionPageStart {
  readonly asOf: Date;
  readonly after?: { readonly position: Date; readonly sessionId: Uuid };
}

export interface SessionChoice {
  readonly limit: number;
  /** Only sessions that are about no incident and no alert. */
  readonly unbound: boolean;
}

/**
 * The caller's sessions, latest message first, in the order of the moment `asOf`: a session that has got a message
 * since then keeps its place, so that no page repeats or misses one. Scope: the tenant.
 */
export const selectSessions = (
  tenantId: Uuid,
  actor: string,
  { asOf, after }: SessionPageStart,
  { limit, unbound }: SessionChoice,
): Query<SessionSummary[]> => ({
  sql: `with still as (
      select id, summary, message_count, created_at, last_message_at, last_message_at as position
      from chat_sessions
      where tenant_id = $1 and actor = $2 and listed and last_message_at <= $3
        and (not $7 or (incident_id is null and alert_id is null))
        and ($4::timestamptz is null or (last_message_at, id) < ($4, $5))
      order by last_message_at desc, id desc
      limit $6
    ), moved as (
      select session.id, session.summary, session.message_count, session.created_at, session.last_message_at, message.said_at
      from chat_sessions session
      cross join lateral (
        select max(created_at) as said_at from chat_messages
        where tenant_id = $1 and session_id = session.id and role = 'assistant' and created_at <= $3
      ) message
      where session.tenant_id = $1 and session.actor = $2 and session.listed and session.last_message_at > $3
        and (not $7 or (session.incident_id is null and session.alert_id is null))
        and message.said_at is not null
        and ($4::timestamptz is null or (message.said_at, session.id) < ($4, $5))
    )
    select * from still union all select * from moved
    order by position desc, id desc
    limit $6`,
  params: [tenantId, actor, asOf, after?.position ?? null, after?.sessionId ?? null, limit, unbound],
  read: (rows) =>
    rows.map((row) => ({
      sessionId: row.id as Uuid,
      summary: row.summary as string,
      messageCount: row.message_count as number,
      createdAt: row.created_at as Date,
      lastMessageAt: row.last_message_at as Date,
      position: row.position as Date,
    })),
});
