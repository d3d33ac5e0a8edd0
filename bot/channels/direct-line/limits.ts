// How much one address and one conversation may ask of the channel.

import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { networkOf } from '../../network.ts';
import { Refusal, type RefusalCode } from './refusal.ts';

export type LimitSettings = {
  messagesPerMinute: number;
  tokensPerHourPerAddress: number;
  requestsPerMinutePerAddress: number;
};

export type Limits = ReturnType<typeof createLimits>;

/**
 * Counts in this process, new conversations with `tokens` where several processes count together; each `spend` resolves,
 * or rejects with a Refusal that says how long to wait.
 */
export function createLimits(
  settings: LimitSettings,
  tokens: RateLimiterAbstract = new RateLimiterMemory({
    points: settings.tokensPerHourPerAddress,
    duration: 3600,
  }),
) {
  const requests = new RateLimiterMemory({ points: settings.requestsPerMinutePerAddress, duration: 60 });
  const messages = new RateLimiterMemory({ points: settings.messagesPerMinute, duration: 60 });
  return {
    spendRequest: (address: string | undefined) => spend(requests, networkOf(address), 'TooManyRequests'),
    spendToken: (address: string | undefined) => spend(tokens, networkOf(address), 'TooManyRequests'),
    spendMessage: (conversation: string) => spend(messages, conversation, 'TooManyMessages'),
  };
}

async function spend(limiter: RateLimiterAbstract, key: string, code: RefusalCode): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    throw new Refusal(code, { retryAfterSeconds: Math.ceil(refusal.msBeforeNext / 1000) });
  }
}
