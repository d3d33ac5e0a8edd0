// A small classifier: multinomial logistic regression over named features, trained from a data file at start.

export interface Example<Label extends string> {
  features: readonly string[];
  label: Label;
}

export type Classifier<Label extends string> = (features: readonly string[]) => Map<Label, number>;

const EPOCHS = 24;
const FIRST_STEP = 0.5;
const DECAY = 1e-4;

/**
 * Trains by stochastic gradient descent in a fixed order, so the same file gives the same classifier. The result maps
 * features to a score (log-odds scale, not normalised) for every label.
 */
export function trainClassifier<Label extends string>(
  examples: readonly Example<Label>[],
): Classifier<Label> {
  const labels = [...new Set(examples.map(({ label }) => label))];
  const columns = new Map<string, number>();
  const rows = examples.map(({ features, label }) => ({
    features: withBias(features).map((name) => columnOf(columns, name)),
    target: labels.indexOf(label),
  }));
  const weights = labels.map(() => new Float32Array(columns.size));
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const step = FIRST_STEP / (1 + epoch * 0.3);
    for (let i = 0; i < rows.length; i++) {
      // A stride that shares no factor with the count visits every row, neighbours in the file far apart.
      const { features, target } = rows[(i * STRIDE) % rows.length]!;
      const scores = weights.map((row) => sum(row, features));
      const probabilities = softmax(scores);
      weights.forEach((row, label) => {
        const error = (label === target ? 1 : 0) - probabilities[label]!;
        if (Math.abs(error) < 1e-3) return;
        const change = (step * error) / Math.sqrt(features.length);
        for (const column of features) row[column] = row[column]! * (1 - DECAY) + change;
      });
    }
  }
  return (features) => {
    const known = withBias(features).flatMap((name) => columns.get(name) ?? []);
    return new Map(labels.map((label, i) => [label, sum(weights[i]!, known)]));
  };
}

const STRIDE = 7919;

/** Probabilities from scores. */
export function softmax(scores: readonly number[]): number[] {
  const highest = Math.max(...scores);
  const raised = scores.map((score) => Math.exp(score - highest));
  const total = raised.reduce((a, b) => a + b, 0);
  return raised.map((value) => value / total);
}

/** Each feature once, and one that is always there. */
function withBias(features: readonly string[]): string[] {
  return ['', ...new Set(features)];
}

function columnOf(columns: Map<string, number>, name: string): number {
  const known = columns.get(name);
  if (known !== undefined) return known;
  columns.set(name, columns.size);
  return columns.size - 1;
}

function sum(row: Float32Array, features: readonly number[]): number {
  let total = 0;
  for (const column of features) total += row[column]!;
  return total / Math.sqrt(features.length);
}
