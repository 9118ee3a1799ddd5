import { z } from 'zod';
import { ParleyError } from '../core/errors.ts';

const value = z.union([z.string(), z.number()]);

const row = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  question: z.string().min(1),
  dialect: z
    .enum(['memory', 'project', 'rag'], 'is not answered by this version: use memory, project or rag')
    .optional(),
  incidentId: z.string().optional(),
  project: z.string().optional(),
  brand: z.string().optional(),
  /** Collections of the brand, with commas between them. */
  scope: z.string().optional(),
  /** Rows with the same one are one conversation, in the order of the file. */
  session: z.string().optional(),
  goldIds: z.array(z.string()).optional(),
  /** What must stand in the reply; of a list, all. */
  gold: z
    .union([value, z.array(value)])
    .transform((gold) => [gold].flat())
    .optional(),
  /** Of each inner list, one must stand in the reply. */
  mustMention: z.array(z.union([value, z.array(value)]).transform((words) => [words].flat())).optional(),
  abstain: z.boolean().optional(),
});

/** One question of an evaluation and what a right answer to it is. */
export type EvalRow = z.output<typeof row>;

/** Reads JSON Lines; blank lines are passed over. Throws `invalid_input` that names the line. */
export function readEvalRows(text: string, file: string): EvalRow[] {
  const rows: EvalRow[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const result = row.safeParse(parseLine(line));
    if (!result.success) {
      const [issue] = result.error.issues;
      const problem = `${issue?.path.join('.') || 'it'}: ${issue?.message}`;
      throw new ParleyError('invalid_input', `${file}, line ${index + 1} is no question: ${problem}.`);
    }
    rows.push(result.data);
  }
  return rows;
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
