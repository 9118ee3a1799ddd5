import { cpus } from 'node:os';
import { benchCitations } from './citations.ts';
import { benchHostileFiles } from './hostile-files.ts';
import { benchIncidents } from './incidents.ts';
import { benchModels } from './models.ts';
import { benchPatterns } from './patterns.ts';
import { benchRetrieval } from './retrieval/retrieval.ts';
import { benchScale } from './scale.ts';
import { benchSurfaces } from './surfaces.ts';
import { benchTopology } from './topology.ts';

const benches: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  citations: ([count = '500']) => benchCitations(Number(count)),
  'hostile-files': () => benchHostileFiles(),
  incidents: (args) => benchIncidents(args.length > 0 ? args.map(Number) : [1_000, 100_000]),
  models: ([seconds = '8']) => benchModels(Number(seconds)),
  patterns: (args) => benchPatterns((args.length > 0 ? args : ['1000', '10000']).map(Number)),
  retrieval: () => benchRetrieval(),
  scale: (args) => benchScale(args.length > 0 ? args.map(Number) : [10_000, 100_000, 1_000_000]),
  topology: () => benchTopology(),
  surfaces: ([seconds = '8']) => benchSurfaces(Number(seconds)),
};

const [name = 'incidents', ...args] = process.argv.slice(2);
const bench = benches[name];
if (!bench) {
  console.error(`There is no benchmark “${name}”; there are: ${Object.keys(benches).join(', ')}.`);
  process.exitCode = 2;
} else {
  console.log(`${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}`);
  await bench(args);
}
