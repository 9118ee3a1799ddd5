import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RelevanceModel } from '../../src/retrieval/calibration/relevance-model.ts';
import { quantile } from '../support/load.ts';
import { rowPrinter } from '../support/print-row.ts';
import { calibrationSamples } from './calibration-samples.ts';
import { readCranfield, readRunbooks } from './collections.ts';
import { calibrationError, fitLogistic, reliability, type Sample } from './fit-logistic.ts';
import { growthEffect } from './grown-collection.ts';
import { reliabilityPlot } from './reliability-plot.ts';

const PLOT = join(import.meta.dirname, '../../docs/retrieval-calibration.svg');
const ADDED_DOCUMENTS = 15_000;
const row = rowPrinter(32, 10, 10, 10);

function say(name: string, { intercept, slope }: RelevanceModel): void {
  console.log(`${name}: intercept ${intercept.toFixed(3)}, slope ${slope.toFixed(3)}`);
}

/** Each half is judged by the model that was fitted on the other. */
function crossValidated(samples: readonly Sample[], set: string): ReturnType<typeof reliability> {
  const halves = (['tuned', 'held'] as const).map((half) => {
    const model = fitLogistic(samples.filter((sample) => sample.half !== half));
    return reliability(
      samples.filter((sample) => sample.set === set && sample.half === half),
      model,
    );
  });
  const merged = new Map<number, { predicted: number; observed: number; count: number }>();
  for (const { predicted, observed, count } of halves.flat()) {
    const key = Math.floor(predicted * 10);
    const sum = merged.get(key) ?? { predicted: 0, observed: 0, count: 0 };
    sum.predicted += predicted * count;
    sum.observed += observed * count;
    sum.count += count;
    merged.set(key, sum);
  }
  return [...merged]
    .sort(([a], [b]) => a - b)
    .map(([, { predicted, observed, count }]) => ({
      predicted: predicted / count,
      observed: observed / count,
      count,
    }));
}

function printThresholds(samples: readonly Sample[], model: RelevanceModel): void {
  console.log(
    '\nAt a threshold: share of the passages above it that is relevant, of the relevant ones that is above it',
  );
  row('threshold', 'abstracts', 'runbooks', 'unrelated');
  for (const threshold of [0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5]) {
    const strength =
      Math.exp((Math.log(threshold / (1 - threshold)) - model.intercept) / model.slope) - model.offset;
    const cells = ['abstracts', 'runbooks'].map((set) => {
      const own = samples.filter((sample) => sample.set === set);
      const above = own.filter((sample) => sample.strength >= strength);
      const hits = above.filter(({ isRelevant }) => isRelevant).length;
      const relevant = own.filter(({ isRelevant }) => isRelevant).length;
      return `${((hits / above.length) * 100).toFixed(0)}/${((hits / relevant) * 100).toFixed(0)} %`;
    });
    const unrelated = samples.filter(({ isAnswered }) => !isAnswered);
    const passing = unrelated.filter((sample) => sample.strength >= strength).length / unrelated.length;
    row(threshold.toFixed(2), ...cells, `${(passing * 100).toFixed(1)} %`);
  }
}

/** Fits the model of relevance, shows how well it holds, and with `--write` draws docs/retrieval-calibration.svg. */
async function fitCalibration(isWritten: boolean): Promise<void> {
  const [cranfield, runbooks] = [readCranfield(), readRunbooks()];
  if (!cranfield || !runbooks) return console.log('The collections are not at ../shared/data: skipped');
  const samples = await calibrationSamples(cranfield, runbooks);
  const model = fitLogistic(samples);
  say('fitted on all', model);
  say('fitted on the tuned half', fitLogistic(samples.filter(({ half }) => half === 'tuned')));
  say('fitted on the held half', fitLogistic(samples.filter(({ half }) => half === 'held')));
  for (const set of new Set(samples.map((sample) => sample.set))) {
    const bins = crossValidated(samples, set);
    console.log(`\n${set}, cross-validated: calibration error ${calibrationError(bins).toFixed(3)}`);
    row('', 'score', 'relevant', 'passages');
    for (const { predicted, observed, count } of bins) {
      row('', predicted.toFixed(2), observed.toFixed(2), String(count));
    }
  }
  printThresholds(samples, model);
  const { passagesBefore, passagesAfter, moves } = await growthEffect(cranfield, ADDED_DOCUMENTS);
  const [half, most] = [quantile(moves, 0.5), quantile(moves, 0.95)];
  console.log(
    `\n${passagesBefore} passages grown to ${passagesAfter} by unrelated ones: scores moved by ${half.toFixed(3)} (median), ${most.toFixed(3)} (95 of 100)`,
  );
  if (!isWritten) return;
  const curves = ['abstracts', 'runbooks'].map((name) => ({ name, bins: crossValidated(samples, name) }));
  writeFileSync(PLOT, reliabilityPlot(curves));
}

await fitCalibration(process.argv.includes('--write'));
