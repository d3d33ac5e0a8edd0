// A small classifier: multinomial logistic regression over named features, trained from a data file at start.

export interface Example<Label extends string> {
  features: readonly string[];
  label: Label;
  /** Scores that others give it, and that are added to the classifier's own: it learns only what they leave open. */
  given?: ReadonlyMap<Label, number>;
}

export type Classifier<Label extends string> = (features: readonly string[]) => Map<Label, number>;

const EPOCHS = 30;
const FIRST_STEP = 2;
const DECAY = 1e-4;
/** What is learned is the average of the last rounds, so that it hangs less on the order of the examples. */
const AVERAGED = 15;

/**
 * Trains by stochastic gradient descent in a fixed order, so the same file gives the same classifier. The result maps
 * features to a score (log-odds scale, not normalised) for every label.
 */
export function trainClassifier<Label extends string>(
  examples: readonly Example<Label>[],
): Classifier<Label> {
  const labels = [...new Set(examples.map(({ label }) => label))];
  const columns = new Map<string, number>();
  const rows = examples.map(({ features, label, given }) => ({
    features: withBias(features).map((name) => columnOf(columns, name)),
    target: labels.indexOf(label),
    given: labels.map((each) => given?.get(each) ?? 0),
  }));
  const weights = new Float32Array(columns.size * labels.length);
  const average = new Float32Array(weights.length);
  // What is seldom told of counts more, though not so much as to be as frequent as the rest.
  const counts = labels.map((_, label) => rows.filter(({ target }) => target === label).length);
  const steps = counts.map((count) => Math.sqrt(rows.length / (labels.length * count)));
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const step = FIRST_STEP / (1 + epoch * 0.3);
    for (let i = 0; i < rows.length; i++) {
      // A stride that shares no factor with the count visits every row, neighbours in the file far apart.
      const { features, target, given } = rows[(i * STRIDE) % rows.length]!;
      const scores = sums(weights, features, labels.length);
      const probabilities = softmax(scores.map((score, label) => score + given[label]!));
      const scale = (step * steps[target]!) / Math.sqrt(features.length);
      const changes = probabilities.map((share, label) => scale * ((label === target ? 1 : 0) - share));
      for (const column of features)
        for (let label = 0, at = column * labels.length; label < labels.length; label++, at++)
          weights[at] = weights[at]! * (1 - DECAY) + changes[label]!;
    }
    if (epoch < EPOCHS - AVERAGED) continue;
    for (const [at, weight] of weights.entries()) average[at]! += weight / AVERAGED;
  }
  return (features) => {
    const known = withBias(features).flatMap((name) => columns.get(name) ?? []);
    const scores = sums(average, known, labels.length);
    return new Map(labels.map((label, i) => [label, scores[i]!]));
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

/** Of the weights of every label, which stand side by side for each column. */
function sums(weights: Float32Array, columns: readonly number[], labels: number): number[] {
  const totals = new Array<number>(labels).fill(0);
  for (const column of columns)
    for (let label = 0, at = column * labels; label < labels; label++, at++) totals[label]! += weights[at]!;
  return totals.map((total) => total / Math.sqrt(columns.length));
}
