import type { Uuid } from '../core/ids.ts';
import type { Note } from '../core/note.ts';
import type { Query } from './query.ts';

const COLUMNS = 'n.id, n.text, n.author, n.created_at, k.name as key_name';
const WITH_KEY = `left join api_keys k on k.tenant_id = n.tenant_id and n.author = 'key:' || k.id::text`;

const KEY_CHARACTERS = 6;

/** A key without a name is told from others by the end of its id. */
function nameOf(author: string, keyName: unknown): string {
  if (typeof keyName === 'string' && keyName !== '') return keyName;
  if (author.startsWith('key:')) return `the API key …${author.slice(-KEY_CHARACTERS)}`;
  return author.startsWith('jwt:') ? author.slice('jwt:'.length) : `the ${author}`;
}

const readNote = (row: Record<string, unknown>): Note => ({
  id: String(row.id),
  text: String(row.text),
  author: String(row.author),
  authorName: nameOf(String(row.author), row.key_name),
  createdAt: row.created_at as Date,
});

const readNotes = (rows: Record<string, unknown>[]): Note[] => rows.map(readNote);

/** Held until the transaction ends: of two writers one sees what the other wrote. Scope: the tenant. */
export const lockNotes = (tenantId: Uuid): Query<void> => ({
  sql: `select pg_advisory_xact_lock(hashtextextended('note writes ' || $1, 0))`,
  params: [tenantId],
  read: () => undefined,
});

export interface NewNote {
  readonly id: Uuid;
  readonly text: string;
  /** Equal for texts that tell the same. */
  readonly key: Buffer;
  readonly author: string;
}

/** The note that is there now, and whether it was there before; undefined where there is no room. */
export type InsertedNote = { readonly note: Note; readonly isNew: boolean } | undefined;

/** Adds the note unless its text is known or the tenant has `most` already. Run behind `lockNotes`. Scope: the tenant. */
export const insertNote = (tenantId: Uuid, note: NewNote, most: number): Query<InsertedNote> => ({
  sql: `with known as (
      select n.* from notes n where n.tenant_id = $1::uuid and n.text_key = $4::bytea
    ), made as (
      insert into notes (tenant_id, id, text, text_key, author)
      select $1::uuid, $2::uuid, $3, $4::bytea, $5
      where not exists (select from known) and (select count(*) from notes where tenant_id = $1::uuid) < $6::int
      returning *
    )
    select ${COLUMNS}, n.is_new from (
      select tenant_id, id, text, author, created_at, false as is_new from known
      union all select tenant_id, id, text, author, created_at, true from made
    ) n ${WITH_KEY}`,
  params: [tenantId, note.id, note.text, note.key, note.author, most],
  read: ([row]) => row && { note: readNote(row), isNew: row.is_new === true },
});

/** A condition that holds for notes with every word of the text in parameter `at`; null: for every note. */
const holds = (at: number): string =>
  `($${at}::text is null or n.search @@ plainto_tsquery('english', $${at}))`;

/**
 * At most `limit` notes told before the id `before`, the newest first; those that hold every word of `words`, where
 * given. Scope: the tenant.
 */
export const selectNotes = (
  tenantId: Uuid,
  words: string | null,
  before: Uuid | null,
  limit: number,
): Query<Note[]> => ({
  sql: `select ${COLUMNS} from notes n ${WITH_KEY}
    where n.tenant_id = $1::uuid and ${holds(2)} and ($3::uuid is null or n.id < $3::uuid)
    order by n.id desc limit $4`,
  params: [tenantId, words, before, limit],
  read: readNotes,
});

/** How many notes hold every word of `words`; of all where it is null. Scope: the tenant. */
export const countNotes = (tenantId: Uuid, words: string | null): Query<number> => ({
  sql: `select count(*)::int as count from notes n where n.tenant_id = $1::uuid and ${holds(2)}`,
  params: [tenantId, words],
  read: (rows) => Number(rows[0]?.count ?? 0),
});

/** The best `limit` notes that hold a word of the text, those with most of them first. Scope: the tenant. */
export const searchNotes = (tenantId: Uuid, words: string, limit: number): Query<Note[]> => ({
  sql: `select ${COLUMNS} from notes n ${WITH_KEY},
      (select replace(plainto_tsquery('english', $2)::text, '&', '|')::tsquery as any_word) asked
    where n.tenant_id = $1::uuid and n.search @@ asked.any_word
    order by ts_rank(n.search, asked.any_word, 1) desc, n.id desc limit $3`,
  params: [tenantId, words, limit],
  read: readNotes,
});

/** The note whose text tells the same, where there is one. Scope: the tenant. */
export const selectNoteOfKey = (tenantId: Uuid, key: Buffer): Query<Note | undefined> => ({
  sql: `select ${COLUMNS} from notes n ${WITH_KEY} where n.tenant_id = $1::uuid and n.text_key = $2::bytea`,
  params: [tenantId, key],
  read: (rows) => readNotes(rows)[0],
});

/** Notes by their ids, in the order of the ids. Scope: the tenant. */
export const selectNotesOfIds = (tenantId: Uuid, ids: readonly Uuid[]): Query<Note[]> => ({
  sql: `select ${COLUMNS} from unnest($2::uuid[]) with ordinality as wanted (id, place)
    join notes n on n.tenant_id = $1::uuid and n.id = wanted.id ${WITH_KEY} order by wanted.place`,
  params: [tenantId, ids],
  read: readNotes,
});

/** The newest note of each text that begins so; in the order of the texts. Scope: the tenant. */
export const selectNotesBeginning = (tenantId: Uuid, beginnings: readonly string[]): Query<Note[]> => ({
  sql: `select ${COLUMNS} from unnest($2::text[]) with ordinality as wanted (beginning, place)
    cross join lateral (
      select * from notes n where n.tenant_id = $1::uuid and starts_with(n.text, wanted.beginning)
      order by n.id desc limit 1
    ) n ${WITH_KEY} order by wanted.place`,
  params: [tenantId, beginnings],
  read: readNotes,
});

/** Deletes the note if `author` told it, or whoever told it where that is null; true where it did. Scope: the tenant. */
export const deleteNote = (tenantId: Uuid, id: Uuid, author: string | null): Query<boolean> => ({
  sql: `delete from notes where tenant_id = $1::uuid and id = $2::uuid and ($3::text is null or author = $3)
    returning id`,
  params: [tenantId, id, author],
  read: (rows) => rows.length === 1,
});
