// Which addresses belong to the public internet: everything else is a machine of ours or of a neighbour, and is never called.

import { BlockList, isIP } from 'node:net';

/** Special-purpose registries of IANA (RFC 6890 and after): private, shared, loopback, link-local, documentation, multicast. */
const NOT_PUBLIC_IPV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
/** All that is given out to the public so far; IPv4-mapped, local and multicast addresses lie outside of it. */
const GIVEN_OUT_IPV6 = ['2000::/3'];
/** Of these, protocols and documentation, and tunnels that carry an IPv4 address in them. */
const NOT_PUBLIC_IPV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const notPublicIpv4 = listOf(NOT_PUBLIC_IPV4, 'ipv4');
const givenOutIpv6 = listOf(GIVEN_OUT_IPV6, 'ipv6');
const notPublicIpv6 = listOf(NOT_PUBLIC_IPV6, 'ipv6');

/** `address` as a resolver gives it, without brackets; false too for what is no address or names a zone. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0 || address.includes('%')) return false;
  if (isIP(address) === 4) return !notPublicIpv4.check(address, 'ipv4');
  return givenOutIpv6.check(address, 'ipv6') && !notPublicIpv6.check(address, 'ipv6');
}

function listOf(subnets: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [network = '', prefix] = subnet.split('/');
    list.addSubnet(network, Number(prefix), family);
  }
  return list;
}
