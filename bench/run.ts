import { cpus } from 'node:os';
import { benchIncidents } from './incidents.ts';
import { benchModels } from './models.ts';
import { benchSurfaces } from './surfaces.ts';

const benches: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  incidents: (args) => benchIncidents(args.length > 0 ? args.map(Number) : [1_000, 100_000]),
  models: ([seconds = '8']) => benchModels(Number(seconds)),
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
