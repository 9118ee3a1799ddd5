import type { FilePlace } from '../../../core/topology.ts';
import type { References } from '../references.ts';
import { parseTree } from '../tree/parse-tree.ts';
import type { Tree } from '../tree/tree.ts';

export interface Variable {
  readonly name: string;
  readonly value: string;
  readonly place: FilePlace;
}

const MAX_VARIABLES = 2_000;

/** The values of config maps by the maps' names: those of the same file, else of files beside it that are called so. */
export class ConfigMaps {
  readonly #known = new Map<string, Tree | undefined>();
  readonly #references: References;
  readonly #beside: FilePlace;

  constructor(documents: readonly Tree[], references: References, file: string) {
    this.#references = references;
    this.#beside = { file, line: null };
    for (const document of documents) this.#add(document);
  }

  async find(name: string): Promise<Tree | undefined> {
    if (this.#known.has(name)) return this.#known.get(name);
    this.#known.set(name, undefined);
    for (const stem of [name, `${name}-configmap`, 'configmap', 'config'])
      for (const ending of ['yaml', 'yml']) await this.#look(`${stem}.${ending}`);
    return this.#known.get(name);
  }

  #add(document: Tree): void {
    const name = document.textAt('metadata', 'name');
    const data = document.at('data');
    if (document.textAt('kind') === 'ConfigMap' && name !== null && data) this.#known.set(name, data);
  }

  /** A file that only might be one: what is wrong with it is said when it is read itself. */
  async #look(fileName: string): Promise<void> {
    try {
      const text = await this.#references.textBeside(this.#beside, fileName);
      if (text !== null) for (const document of parseTree(text, fileName)) this.#add(document);
    } catch {
      return;
    }
  }
}

/** The variables of a container whose values stand in the files; those of secrets are never read. */
export async function containerVariables(container: Tree, maps: ConfigMaps): Promise<Variable[]> {
  const found: Variable[] = [];
  for (const variable of container.at('env')?.items ?? []) {
    const name = variable.textAt('name');
    if (name === null) continue;
    const value = variable.textAt('value') ?? (await mappedValue(variable, maps));
    if (value !== null) found.push({ name, value, place: variable.place });
  }
  for (const source of container.at('envFrom')?.items ?? []) {
    const mapName = source.textAt('configMapRef', 'name');
    const data = mapName === null ? undefined : await maps.find(mapName);
    for (const [name, value] of data?.entries ?? [])
      if (value.text !== null) found.push({ name, value: value.text, place: source.place });
  }
  return found.slice(0, MAX_VARIABLES);
}

async function mappedValue(variable: Tree, maps: ConfigMaps): Promise<string | null> {
  const name = variable.textAt('valueFrom', 'configMapKeyRef', 'name');
  const key = variable.textAt('valueFrom', 'configMapKeyRef', 'key');
  return name === null || key === null ? null : ((await maps.find(name))?.textAt(key) ?? null);
}
