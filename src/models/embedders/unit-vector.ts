/**
 * The vector at unit length. One without a direction, of a text in which the model knows nothing, points evenly along
 * all axes. Undefined where a value is no number.
 */
export function unitVector(values: ArrayLike<number>): Float32Array | undefined {
  const vector = Float32Array.from(values);
  let squares = 0;
  for (const value of vector) squares += value * value;
  if (!Number.isFinite(squares)) return undefined;
  const length = Math.sqrt(squares);
  if (length < Number.EPSILON) return vector.fill(1 / Math.sqrt(vector.length));
  for (let index = 0; index < vector.length; index++) vector[index] = (vector[index] ?? 0) / length;
  return vector;
}
