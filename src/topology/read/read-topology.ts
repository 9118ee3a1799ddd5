import { inMegabytes } from '../../lib/in-megabytes.ts';
import { readAsyncApi } from './asyncapi/read-asyncapi.ts';
import { readBackstage } from './backstage/read-backstage.ts';
import { detectFormat, isProtobuf, mayBeTopology, type TopologyFormat } from './detect-format.ts';
import { readDockerCompose } from './docker-compose/read-docker-compose.ts';
import { DraftBuilder } from './draft-builder.ts';
import { readKubernetes } from './kubernetes/read-kubernetes.ts';
import { readOpenApi } from './openapi/read-openapi.ts';
import { readParleyJson } from './parley-json/read-parley-json.ts';
import { readProtobuf } from './protobuf/read-protobuf.ts';
import { DEFAULT_READ_LIMITS, type ReadLimits } from './read-limits.ts';
import { References } from './references.ts';
import type { FileSet, FormatReader, TopologyFile, TopologyReading } from './topology-file.ts';
import { parseTree } from './tree/parse-tree.ts';
import type { Tree } from './tree/tree.ts';
import { unreadable } from './unreadable.ts';

const READERS: Readonly<Record<Exclude<TopologyFormat, 'protobuf'>, FormatReader>> = {
  asyncapi: readAsyncApi,
  openapi: readOpenApi,
  backstage: readBackstage,
  kubernetes: readKubernetes,
  'docker-compose': readDockerCompose,
  parley: readParleyJson,
};

const skipped = (reason: string): TopologyReading => ({ skipped: reason });

/**
 * What one file says of services, topics and how they hang together; `skipped` with the reason, a clause whose subject is
 * the file, for a file that is about something else. `others` is asked for files that it refers to; share one among the
 * files of an import, so that the bound on what they refer to holds for all. Throws ParleyError, a sentence that begins
 * with a file's name, on a file that is too large, broken, or refers to what is not part of the import.
 */
export async function readTopology(
  file: TopologyFile,
  others: FileSet,
  limits: ReadLimits = DEFAULT_READ_LIMITS,
): Promise<TopologyReading> {
  if (Buffer.byteLength(file.text) > limits.maxFileBytes)
    throw unreadable(file.name, `is larger than ${inMegabytes(limits.maxFileBytes)}`);
  const draft = new DraftBuilder(file.name, limits);
  if (isProtobuf(file.name, file.text)) {
    const reason = readProtobuf(file, draft);
    return reason === undefined ? draft.build('protobuf') : skipped(reason);
  }
  if (!mayBeTopology(file.name, file.text)) return skipped(OTHER);
  const documents = parseTree(file.text, file.name);
  const format = documents.map(detectFormat).find((each) => each !== undefined);
  if (format === undefined || format === 'protobuf') return skipped(OTHER);
  const fitting = documents.filter((document) => fits(document, format, draft));
  const references = new References(others, new Map(), limits);
  const reason = await READERS[format](fitting, { file, references, draft });
  return reason === undefined ? draft.build(format) : skipped(reason);
}

const OTHER = 'describes no services or topics in a format that Parley reads';

function fits(document: Tree, format: TopologyFormat, draft: DraftBuilder): boolean {
  const fitting = detectFormat(document) === format;
  if (!fitting) draft.warn(document.place.line, `holds a document that is not ${format}`);
  return fitting;
}
