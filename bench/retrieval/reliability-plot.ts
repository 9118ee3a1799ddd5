import type { ReliabilityBin } from './fit-logistic.ts';

const SIZE = 360;
const MARGIN = 48;
const COLOURS = ['#1f6feb', '#d1570b'] as const;

const x = (share: number): string => (MARGIN + share * SIZE).toFixed(1);
const y = (share: number): string => (MARGIN + (1 - share) * SIZE).toFixed(1);

function axes(): string[] {
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];
  return ticks.flatMap((tick) => [
    `<line x1="${x(tick)}" y1="${y(0)}" x2="${x(tick)}" y2="${y(1)}" stroke="#ddd"/>`,
    `<line x1="${x(0)}" y1="${y(tick)}" x2="${x(1)}" y2="${y(tick)}" stroke="#ddd"/>`,
    `<text x="${x(tick)}" y="${Number(y(0)) + 18}" text-anchor="middle">${tick}</text>`,
    `<text x="${Number(x(0)) - 8}" y="${Number(y(tick)) + 4}" text-anchor="end">${tick}</text>`,
  ]);
}

function curve(bins: readonly ReliabilityBin[], colour: string): string[] {
  const path = bins.map(({ predicted, observed }) => `${x(predicted)},${y(observed)}`).join(' ');
  const points = bins.map(
    ({ predicted, observed, count }) =>
      `<circle cx="${x(predicted)}" cy="${y(observed)}" r="${(2 + Math.log10(count) * 2).toFixed(1)}" fill="${colour}"/>`,
  );
  return [`<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="1.5"/>`, ...points];
}

/** A reliability plot as SVG: what the score says against the share that was relevant; larger points, more passages. */
export function reliabilityPlot(
  curves: readonly { name: string; bins: readonly ReliabilityBin[] }[],
): string {
  const all = SIZE + 2 * MARGIN;
  const legend = curves.map(
    ({ name }, index) =>
      `<text x="${MARGIN + 12}" y="${MARGIN + 20 + index * 18}" fill="${COLOURS[index % 2]}">${name}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${all}" height="${all}" viewBox="0 0 ${all} ${all}" font-family="sans-serif" font-size="12"><title>How often passages of a score were relevant</title>`,
    `<rect width="${all}" height="${all}" fill="white"/>`,
    ...axes(),
    `<line x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}" stroke="#888" stroke-dasharray="4 4"/>`,
    ...curves.flatMap(({ bins }, index) => curve(bins, COLOURS[index % 2] ?? 'black')),
    ...legend,
    `<text x="${x(0.5)}" y="${all - 8}" text-anchor="middle">score</text>`,
    `<text transform="translate(14 ${y(0.5)}) rotate(-90)" text-anchor="middle">share that was relevant</text>`,
    '</svg>',
    '',
  ].join('\n');
}
