/** How likely an outcome is at `x`: 1 / (1 + exp(-(offset + slope · x))). */
export interface Logistic {
  readonly offset: number;
  readonly slope: number;
}

const STEPS = 25;
/** Keeps the curve finite where the outcomes are fully apart. */
const RIDGE = 0.01;

/** The curve that fits best, by Newton's method on the likelihood; undefined without outcomes of both kinds. */
export function fitLogistic(
  points: readonly { readonly x: number; readonly isHit: boolean }[],
): Logistic | undefined {
  const hits = points.filter(({ isHit }) => isHit).length;
  if (hits === 0 || hits === points.length) return undefined;
  const middle = points.reduce((sum, { x }) => sum + x, 0) / points.length;
  let offset = Math.log(hits / (points.length - hits));
  let slope = 0;
  for (let step = 0; step < STEPS; step++) {
    let [gradient0, gradient1, h00, h01, h11] = [0, -RIDGE * slope, RIDGE, 0, RIDGE];
    for (const { x, isHit } of points) {
      const centred = x - middle;
      const p = 1 / (1 + Math.exp(-(offset + slope * centred)));
      const weight = p * (1 - p);
      gradient0 += Number(isHit) - p;
      gradient1 += (Number(isHit) - p) * centred;
      h00 += weight;
      h01 += weight * centred;
      h11 += weight * centred * centred;
    }
    const determinant = h00 * h11 - h01 * h01;
    if (determinant < Number.EPSILON) break;
    // A step of more than a few units would leave the curve's slope where the likelihood is flat.
    offset += bounded((h11 * gradient0 - h01 * gradient1) / determinant);
    slope += bounded((h00 * gradient1 - h01 * gradient0) / determinant);
  }
  return { offset: offset - slope * middle, slope };
}

const MOST_STEP = 4;
const bounded = (step: number): number => Math.max(-MOST_STEP, Math.min(MOST_STEP, step));
