import type { DocumentClient } from '../document-client.ts';
import { type AskedDocument, madeQuestions, spread } from './made-questions.ts';

type Reply = Awaited<ReturnType<DocumentClient['ask']>>;

interface DocumentText {
  readonly text: string;
  readonly chunks: readonly { readonly content: string; readonly start: number; readonly end: number }[];
}

export interface CitationCount {
  questions: number;
  answered: number;
  refused: number;
  citations: number;
  readonly failures: string[];
}

/** The texts of documents as the server gives them, each asked for once. */
function textReader(client: DocumentClient) {
  const read = new Map<string, Promise<DocumentText>>();
  return (id: string): Promise<DocumentText> => {
    const known =
      read.get(id) ??
      client.call('GET', `/v1/documents/${id}/text`).then(({ body }) => body as unknown as DocumentText);
    read.set(id, known);
    return known;
  };
}

/** Every document of the brand with its text. */
async function readDocuments(client: DocumentClient, brand: string): Promise<AskedDocument[]> {
  const textOf = textReader(client);
  const documents: AskedDocument[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const query = new URLSearchParams({
      brand_id: brand,
      limit: '100',
      ...(cursor === '' ? {} : { cursor }),
    });
    const { body } = await client.call('GET', `/v1/documents?${query}`);
    const items = body.items as { id: string; title: string; alerts?: string[]; status: string }[];
    for (const { id, title, alerts = [], status } of items)
      if (status === 'ready') documents.push({ title, alerts, text: (await textOf(id)).text });
    cursor = body.next_cursor as string | null;
  }
  return documents;
}

/** What is wrong with a reply's citations; empty where nothing is. */
async function faultsOf(
  { content, citations, rag_context: passages }: Reply,
  textOf: (id: string) => Promise<DocumentText>,
): Promise<string[]> {
  const faults: string[] = [];
  const used = [...new Set([...content.matchAll(/\[(\d+)\]/g)].map(([, number]) => Number(number)))];
  if (used.some((number, place) => number !== place + 1)) faults.push(`the marks are ${used}`);
  if (citations.map(({ index }) => index).join() !== used.join())
    faults.push(`the marks are ${used}, the citations ${citations.map(({ index }) => index)}`);
  for (const { score } of [...citations, ...passages])
    if (!(score >= 0 && score <= 1)) faults.push(`a score is ${score}`);
  for (const { index, content: cited, document_id: id, score } of citations) {
    if (!passages.some((passage) => passage.content === cited && passage.score === score))
      faults.push(`[${index}] is no passage of the context`);
    const { text, chunks } = await textOf(id);
    const points = Array.from(text);
    const isThere = chunks.some(
      ({ content: chunk, start, end }) => chunk === cited && points.slice(start, end).join('') === cited,
    );
    if (!isThere) faults.push(`[${index}] does not stand at its offsets in ${id}`);
  }
  if (passages.some(({ score }, place) => score > (passages[place - 1]?.score ?? 1)))
    faults.push('scores rise');
  if (citations.length === 0 && passages.length > 0) faults.push('passages without a citation');
  return faults;
}

/** Asks `count` questions made from the brand's own documents, in the ways in which callers ask, and checks each reply. */
export async function checkCitations(
  client: DocumentClient,
  {
    brand,
    scopes,
    count,
  }: { readonly brand: string; readonly scopes: readonly string[]; readonly count: number },
): Promise<CitationCount> {
  const textOf = textReader(client);
  const questions = spread(madeQuestions(await readDocuments(client, brand)), count);
  const counts: CitationCount = { questions: 0, answered: 0, refused: 0, citations: 0, failures: [] };
  for (const [at, question] of questions.entries()) {
    const more = [{}, { top_k: 1 }, { top_k: 12 }, { threshold: 0.2 }, { rag_scope: scopes.join(',') }][
      at % 5
    ];
    const reply = await client.ask(question, { brand_id: brand, ...more });
    counts.questions += 1;
    counts.citations += reply.citations.length;
    if (reply.citations.length > 0) counts.answered += 1;
    else counts.refused += 1;
    for (const fault of await faultsOf(reply, textOf))
      counts.failures.push(`${JSON.stringify(question)} ${JSON.stringify(more)}: ${fault}\n${reply.content}`);
  }
  return counts;
}
