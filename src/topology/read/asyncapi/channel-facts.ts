import type { References } from '../references.ts';
import type { Tree } from '../tree/tree.ts';

const MAX_FACTS = 40;

/** What the bindings of a channel say: partitions, replicas and retention of Kafka by these words, the rest as it is named. */
export function bindingFacts(bindings: Tree | undefined): Record<string, string> {
  const facts: Record<string, string> = {};
  for (const [protocol, binding] of bindings?.entries ?? []) {
    if (protocol === 'kafka') Object.assign(facts, kafkaFacts(binding));
    else if (!protocol.startsWith('x-')) addScalars(facts, protocol, binding, 2);
  }
  return facts;
}

function kafkaFacts(binding: Tree): Record<string, string> {
  const facts: Record<string, string> = {};
  const add = (name: string, value: string | null, unit = '') => {
    if (value !== null) facts[name] = value + unit;
  };
  add('partitions', binding.textAt('partitions'));
  add('replicas', binding.textAt('replicas'));
  const settings = binding.at('topicConfiguration');
  add('retention', settings?.textAt('retention.ms') ?? null, ' ms');
  add('retention size', settings?.textAt('retention.bytes') ?? null, ' bytes');
  add('cleanup policy', settings?.textsAt('cleanup.policy').join(', ') || null);
  return facts;
}

function addScalars(facts: Record<string, string>, name: string, tree: Tree, levels: number): void {
  for (const [key, value] of tree.entries) {
    if (key === 'bindingVersion' || Object.keys(facts).length >= MAX_FACTS) continue;
    if (value.text !== null) facts[`${name} ${key}`] = value.text;
    else if (levels > 1 && key !== 'query' && key !== 'headers')
      addScalars(facts, `${name} ${key}`, value, levels - 1);
  }
}

/** What the channel says of each of its parameters. */
export async function parameterFacts(
  parameters: Tree | undefined,
  references: References,
): Promise<Record<string, string>> {
  const facts: Record<string, string> = {};
  for (const [name, given] of [...(parameters?.entries ?? [])].slice(0, MAX_FACTS)) {
    const parameter = await references.resolve(given);
    const values = [...parameter.textsAt('enum'), ...parameter.textsAt('schema', 'enum')].slice(0, 12);
    const text = [parameter.textAt('description'), values.length > 0 ? `one of ${values.join(', ')}` : null];
    facts[`parameter ${name}`] = text.filter((part) => part !== null).join(' ') || 'no description';
  }
  return facts;
}
