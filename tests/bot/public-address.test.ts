// No address of an inner network passes, in whatever form it is written; addresses of the public internet do.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPublicAddress } from '../../bot/channels/public-address.ts';

const PUBLIC = [
  '8.8.8.8',
  '49.213.118.1',
  '118.102.1.119',
  '172.15.0.1',
  '172.32.0.1',
  '2405:4800::1',
  '2001:4860:4860::8888',
];
const INNER = [
  ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '127.255.255.254', '169.254.169.254'],
  ...[
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '239.1.1.1',
    '255.255.255.255',
  ],
  ...['::', '::1', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd12::1', 'ff02::1', 'fec0::1', '2001:db8::1'],
  ...[
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:8.8.8.8',
    '::127.0.0.1',
    '64:ff9b::a00:1',
    '2002:7f00:1::',
  ],
];
const NO_ADDRESS = [
  '',
  'localhost',
  'photo.zdn.vn',
  '127.1',
  '2130706433',
  '0x7f.0.0.1',
  '[::1]',
  '8.8.8.8 ',
];

const byte = fc.integer({ min: 0, max: 255 });
const group = fc.integer({ min: 0, max: 0xffff });
const inHex = (...groups: number[]) => groups.map((one) => one.toString(16)).join(':');

describe('isPublicAddress', () => {
  it.each(PUBLIC)('lets %s pass', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([...INNER, ...NO_ADDRESS])('holds %j back', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it('holds every address of an inner IPv4 network back', () => {
    const inner = fc.oneof(
      fc.tuple(fc.constantFrom(0, 10, 127), byte, byte, byte),
      fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), byte, byte),
      fc.tuple(fc.constant(169), fc.constant(254), byte, byte),
      fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), byte, byte),
      fc.tuple(fc.constant(192), fc.constant(168), byte, byte),
      fc.tuple(fc.integer({ min: 224, max: 255 }), byte, byte, byte),
    );
    fc.assert(fc.property(inner, (bytes) => !isPublicAddress(bytes.join('.'))));
  });

  it('holds every IPv4 address back that is wrapped in IPv6, in either spelling', () => {
    fc.assert(
      fc.property(byte, byte, byte, byte, (a, b, c, d) => {
        const high = a * 256 + b;
        const low = c * 256 + d;
        const wrapped = [
          `::ffff:${a}.${b}.${c}.${d}`,
          `::ffff:${inHex(high, low)}`,
          `::${a}.${b}.${c}.${d}`,
          `64:ff9b::${inHex(high, low)}`,
          `2002:${inHex(high, low)}::`,
        ];
        expect(wrapped.filter(isPublicAddress)).toEqual([]);
      }),
    );
  });

  it('lets no IPv6 address pass outside of what is given out', () => {
    const outside = group.filter((first) => first >> 13 !== 1);
    const rest = fc.tuple(group, group, group, group, group, group, group);
    fc.assert(fc.property(outside, rest, (first, others) => !isPublicAddress(inHex(first, ...others))));
  });
});
