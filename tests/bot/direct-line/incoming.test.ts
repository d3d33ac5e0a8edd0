// Whatever JSON a client sends is either taken in, small and storable, or refused with a reason of the table.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readIncoming, TEXT_LIMIT } from '../../../bot/channels/direct-line/incoming.ts';
import { Refusal } from '../../../bot/channels/direct-line/refusal.ts';
import { storable } from '../../../bot/storable.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 50 }),
  fc.array(fc.nat(0xffff), { maxLength: 50 }).map((codes) => String.fromCharCode(...codes)),
  fc.string({ minLength: TEXT_LIMIT - 5, maxLength: TEXT_LIMIT + 5 }),
);
const anyValue = fc.oneof(fc.jsonValue({ maxDepth: 12 }), anyText, fc.constant(undefined));
/** Mostly what belongs there, now and then anything. */
function mostly<T>(arbitrary: fc.Arbitrary<T>) {
  return fc.oneof({ weight: 9, arbitrary }, { weight: 1, arbitrary: anyValue });
}

const anyBody = fc.oneof(
  { weight: 1, arbitrary: fc.jsonValue() },
  {
    weight: 9,
    arbitrary: fc.record({
      type: mostly(fc.constantFrom('message', 'event', 'typing', 'conversationUpdate')),
      text: mostly(anyText),
      name: mostly(fc.constantFrom('webchat/join', null)),
      value: anyValue,
      locale: mostly(fc.constant('vi-VN')),
      channelData: mostly(fc.record({ clientActivityID: mostly(fc.uuid()) })),
      from: anyValue,
    }),
  },
);

/** Every text in a value, keys included: what Postgres would have to take as text or jsonb. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...textsIn(inner)]);
}

// On the texts themselves: in their JSON, a typed "\\UDA" reads like half of a surrogate pair.
function isStorableText(text: string): boolean {
  return !/\0|\p{Surrogate}/u.test(text);
}

describe('readIncoming', () => {
  it('takes in what is small and storable and refuses the rest', () => {
    let taken = 0;
    let refused = 0;
    fc.assert(
      fc.property(anyBody, (body) => {
        try {
          const { activity, messageId } = storable(readIncoming(body));
          taken++;
          expect(Array.from(activity.text ?? '').length).toBeLessThanOrEqual(TEXT_LIMIT);
          const stored = JSON.stringify({ activity, messageId });
          expect(stored.length).toBeLessThan(100_000);
          expect(textsIn({ activity, messageId }).filter((text) => !isStorableText(text))).toEqual([]);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          refused++;
        }
      }),
      { numRuns: 1_000 },
    );
    expect(taken).toBeGreaterThan(200);
    expect(refused).toBeGreaterThan(200);
  });
});
