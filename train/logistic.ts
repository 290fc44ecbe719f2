/** One row of a small dense problem. */
export interface DenseRow {
  values: readonly number[];
  label: boolean;
  weight: number;
}

/**
 * Logistic regression with an L2 penalty on all but the first value (the constant), by Newton's method: few
 * values, so its answer is the exact one. Returns the log-odds for one unit of each value.
 */
export function fitLogistic(rows: readonly DenseRow[], penalty: number): number[] {
  const size = rows[0]?.values.length ?? 0;
  let factors = new Array<number>(size).fill(0);
  for (let round = 0; round < 40; round++) {
    const system = factors.map((factor, i) => [
      ...factors.map((_, j) => (i === j ? (i === 0 ? 1e-6 : penalty) : 0)),
      i === 0 ? 0 : -penalty * factor,
    ]);
    for (const { values, label, weight } of rows) {
      const points = values.reduce((sum, value, i) => sum + value * factors[i]!, 0);
      const chance = 1 / (1 + Math.exp(-points));
      const error = ((label ? 1 : 0) - chance) * weight;
      const curve = Math.max(1e-6, chance * (1 - chance)) * weight;
      for (let i = 0; i < size; i++) {
        system[i]![size]! += error * values[i]!;
        for (let j = 0; j < size; j++) system[i]![j]! += curve * values[i]! * values[j]!;
      }
    }
    const steps = solve(system);
    factors = factors.map((factor, i) => factor + steps[i]!);
  }
  return factors;
}

/** Gauss-Jordan with pivoting on an augmented matrix. */
function solve(matrix: number[][]): number[] {
  const size = matrix.length;
  for (let i = 0; i < size; i++) {
    let pivot = i;
    for (let k = i + 1; k < size; k++) if (Math.abs(matrix[k]![i]!) > Math.abs(matrix[pivot]![i]!)) pivot = k;
    [matrix[i], matrix[pivot]] = [matrix[pivot]!, matrix[i]!];
    for (let k = 0; k < size; k++) {
      if (k === i) continue;
      const factor = matrix[k]![i]! / matrix[i]![i]!;
      for (let j = i; j <= size; j++) matrix[k]![j]! -= factor * matrix[i]![j]!;
    }
  }
  return matrix.map((row, i) => row[size]! / row[i]!);
}
